"""The icons of the house, drawn by hand on 24 × 24 with a stroke; a new one goes here and shows on /stijl/."""

ICONEN = {
    "vink": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "min": '<path d="M5 12h14"/>',
    "kruis": '<path d="M6 6l12 12M18 6L6 18"/>',
    "dag": '<rect x="4" y="5" width="16" height="15" rx="3"/><path d="M4 10h16M9 3v4M15 3v4"/>',
    "klok": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.500V12l3 2"/>',
    "wolk": '<path d="M7 18h10a4 4 0 0 0 .500-8A6 6 0 0 0 6 10.500 3.800 3.800 0 0 0 7 18z"/>',
    "rooster": (
        '<rect x="4" y="5" width="16" height="15" rx="3"/><path d="M4 10h16M9 3v4M15 3v4M8 14h2M14 14h2M8 17h2"/>'
    ),
    "klus": '<path d="M14 7a4.5 4.5 0 0 1 6-3.5L17 6.500l.5 2 2 .5 3-3A4.500 4.500 0 0 1 17 12L8 21l-4-4 9-9z"/>',
    "pot": '<rect x="3" y="7" width="18" height="12" rx="3"/><path d="M3 11h18M16 15h2M7 7V5h10v2"/>',
    "mens": '<circle cx="12" cy="8" r="3.500"/><path d="M5.500 20c0-3.500 2.900-6 6.500-6s6.500 2.500 6.500 6"/>',
    "mensen": (
        '<circle cx="9" cy="8" r="3.500"/>'
        '<path d="M3 20c0-3.500 2.700-6 6-6s6 2.500 6 6M16 5a3.500 3.500 0 0 1 0 6.500'
        'M17 14.500c2.500.6 4 2.700 4 5.500"/>'
    ),
    "meer": '<path d="M5 7h14M5 12h14M5 17h14"/>',
    "let": '<path d="M12 4l9 16H3z"/><path d="M12 10v4M12 17v.01"/>',
    "neer": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
    "l": '<path d="M14 6l-6 6 6 6"/>',
    "r": '<path d="M10 6l6 6-6 6"/>',
    "slot": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "deur": '<path d="M6 21V6a3 3 0 0 1 3-3h6a3 3 0 0 1 3 3v15M4 21h16M14.500 12.500v.01"/>',
    "tabel": '<rect x="4" y="4" width="16" height="16" rx="2"/><path d="M4 9.500h16M4 14.700h16M10 4v16"/>',
    "munt": '<circle cx="12" cy="12" r="8.500"/><path d="M15.500 9a4 4 0 1 0 0 6M7.500 11h5M7.500 13.500h5"/>',
    "boek": '<path d="M6 4h12v16H6zM9.500 8.500h5M9.500 12h5M9.500 15.500h3"/>',
    "rapport": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "doel": '<path d="M5 20V12M12 20V5M19 20v-9"/><path d="M3 20h18"/>',
    "potlood": '<path d="M5 19l1-4L16 5l3 3L9 18z"/>',
    "terug": '<path d="M9 6l-5 5 5 5"/><path d="M4 11h10a5 5 0 0 1 0 10h-3"/>',
    "uit": '<path d="M10 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h4M14 8l4 4-4 4M18 12H9"/>',
    "wissel": '<path d="M4 8h14l-3-3M20 16H6l3 3"/>',
    "sleutel": '<circle cx="8" cy="15" r="4"/><path d="M11 12l8-8M16 7l2.500 2.500"/>',
    "pas": (
        '<rect x="3" y="5.500" width="18" height="13" rx="2.500"/><circle cx="8.500" cy="10.500" r="1.800"/>'
        '<path d="M5.500 15.500c.4-1.600 1.500-2.300 3-2.300s2.600.7 3 2.300M15 10h3M15 14h3"/>'
    ),
    "tablet": '<rect x="5" y="3" width="14" height="18" rx="2.500"/><path d="M10.500 17.500h3"/>',
    "week": (
        '<path d="M10 6h10M10 12h10M10 18h10M4 6l1.200 1.200L7.500 5'
        'M4 12l1.200 1.200L7.500 11M4 18l1.200 1.200L7.500 17"/>'
    ),
    "huis": '<path d="M4 11l8-7 8 7M6 9.500V20h12V9.500M10 20v-5h4v5"/>',
    "oefen": (
        '<path d="M9.500 3h5M10.500 3v6L5 19a1.400 1.400 0 0 0 1.200 2h11.600'
        'a1.400 1.400 0 0 0 1.200-2L13.500 9V3M7.500 15h9"/>'
    ),
    "schild": '<path d="M12 3l7 2.500V11c0 5-3 8-7 10-4-2-7-5-7-10V5.500z"/><path d="M9 12l2.200 2.200L15 10"/>',
    "loep": '<circle cx="10.500" cy="10.500" r="6"/><path d="M15 15l5.500 5.500M8 10.700l1.800 1.800 3.200-3.700"/>',
    "camera": (
        '<path d="M4 8h3l2-3h6l2 3h3a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/>'
        '<circle cx="12" cy="13.500" r="3.500"/>'
    ),
    "bon": '<path d="M6 3h12v18l-2-1.500-2 1.500-2-1.500-2 1.500-2-1.500-2 1.500zM9 8h6M9 12h6"/>',
    "hulp": (
        '<circle cx="12" cy="12" r="8.500"/>'
        '<path d="M9.700 9.500a2.400 2.400 0 1 1 3.500 2.200c-.8.400-1.200.9-1.200 1.800M12 16.500v.01"/>'
    ),
}
