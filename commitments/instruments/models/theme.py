"""Themes that group commitments. They are the tracker's, not the Organization's."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.languages import in_language


class Theme(models.Model):
    key = models.SlugField(_("key"), max_length=60, unique=True)
    names = models.JSONField(_("names"))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_language(self.names)
