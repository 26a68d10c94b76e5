"""What an officer adds to an invented report, in four languages; and a correction of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reporting.dataset import schema as d
from reporting.dataset.comparison import compare, reporting_facts
from reporting.dataset.schema import Names
from tests.reporting.invented import reworded

SYMBOL: Final = "AG/doc.5421/12"

FOREWORD: Final[Names] = {
    "en": "Sample text. This report brings together what member states and the organs of the "
    "Organization said of their commitments during the second year.\n\n"
    "We thank every focal point for the care they took. What remains to be done is said just as "
    "plainly as what was achieved.",
    "es": "Texto de muestra. Este informe reúne lo que los Estados Miembros y los órganos de la "
    "Organización comunicaron sobre sus compromisos durante el segundo año.\n\n"
    "Agradecemos a cada punto focal el cuidado con que trabajó. Lo que falta por hacer se dice con "
    "la misma claridad que lo logrado.",
    "fr": "Texte fictif. Le présent rapport rassemble ce que les États membres et les organes "
    "de l’Organisation ont communiqué sur leurs engagements au cours de la deuxième année.\n\n"
    "Nous remercions chaque point focal du soin apporté à ce travail. Ce qui reste à faire est dit "
    "aussi clairement que ce qui a été accompli.",
    "pt": "Texto de exemplo. Este relatório reúne o que os Estados membros e os órgãos da "
    "Organização informaram sobre seus compromissos durante o segundo ano.\n\n"
    "Agradecemos a cada ponto focal o cuidado com que trabalhou. O que falta fazer é dito com a "
    "mesma clareza que o que foi alcançado.",
}
COVER_NOTE: Final[Names] = {
    "en": "Sample text. Presented at the request of the Permanent Council.",
    "es": "Texto de muestra. Presentado a solicitud del Consejo Permanente.",
    "fr": "Texte fictif. Présenté à la demande du Conseil permanent.",
    "pt": "Texto de exemplo. Apresentado a pedido do Conselho Permanente.",
}
REASON: Final[Names] = {
    "en": "Sample text. Two levels had been entered under the wrong commitment.",
    "es": "Texto de muestra. Dos niveles se habían registrado en el compromiso equivocado.",
    "fr": "Texte fictif. Deux niveaux avaient été saisis sous le mauvais engagement.",
    "pt": "Texto de exemplo. Dois níveis tinham sido registrados no compromisso errado.",
}


def editorial(revision: int = 0) -> d.Editorial:
    return d.Editorial(
        classification="OEA/Ser.P",
        symbol=f"{SYMBOL} rev. {revision}" if revision else SYMBOL,
        revision=revision,
        foreword=FOREWORD,
        cover_note=COVER_NOTE,
    )


def _key(update: d.UpdateEntry) -> tuple[str, str, str]:
    return update.party, update.commitment, update.period


def correction(data: d.Dataset, revision: int) -> d.Editorial:
    """Return the editorial part of a correction: two levels and one text were wrong before."""
    first, second, third = [u for u in data.updates if u.level is not None and u.solicited][:3]
    wrong = {
        _key(first): replace(first, level=1 if first.level != 1 else 2),
        _key(second): replace(second, level=3 if second.level != 3 else 2),
        _key(third): reworded(third, summary=f"{third.texts['summary']} [sic]"),
    }
    before = replace(
        data,
        since=None,
        updates=tuple(wrong.get(_key(u), u) for u in data.updates),
        editorial=editorial(revision - 1),
    )
    sha256 = d.sha256(d.encode(before))
    return replace(
        editorial(revision),
        corrects=reporting_facts(before, sha256),
        correction_reason=REASON,
        changes=compare(before, data, before_sha256=sha256),
    )
