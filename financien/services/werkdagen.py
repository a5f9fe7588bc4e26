"""Days on which people work: no weekends, no public holidays."""

from datetime import date, timedelta

from kamers.services.feestdagen import feestdagen

ZATERDAG = 5


def eerste_werkdag(dag: date) -> date:
    """Return a day itself when people work, otherwise the first day after it on which they do."""
    return werkdagen_later(dag - timedelta(days=1), 1)


def werkdagen_later(dag: date, aantal: int) -> date:
    """Return the day that lies so many working days after another."""
    vrij = {feest.dag for jaar in (dag.year, dag.year + 1) for feest in feestdagen(jaar) if feest.meestal}
    while aantal:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < ZATERDAG and dag not in vrij
    return dag
