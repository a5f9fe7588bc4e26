"""A form that knows what stood there when it was opened."""

from django import forms


class GezienMixin(forms.Form):
    """Carries the mark of ``services/gezien.py``; for a form of which two people may have the page open."""

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    anders = False  # whether somebody else was first: then the page leads to what stands there now

    def begin_opnieuw(self, nu: str) -> None:
        """Let the next save be about what stands there now; what was typed stays."""
        self.data = self.data.copy()
        self.data[self.add_prefix("gezien")] = nu
        self.anders = True
