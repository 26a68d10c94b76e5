"""The words of the front in Spanish."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover
    "title.unofficial": "{title} (título no oficial)",
    "cover.text": (
        "El texto del instrumento se cita en {language}: no se dispone de otro en este sistema."
    ),
    "cover.check": (
        "Para verificar un archivo de este informe, entréguelo, o indique su SHA-256 o la suma de "
        "verificación que figura arriba, en la página «Verificar un archivo» del sistema."
    ),
    # The secretariat's words
    "cover_note": "Nota de presentación",
    "foreword": "Prefacio",
    "editorial.by": "Texto de la secretaría. No modifica ninguna de las cifras de este informe.",
    "editorial.language": "Este texto solo está disponible en {language}.",
    # Another report
    "report.named": "el informe {symbol}, con situación al {as_of}",
    "report.unnamed": "el informe con situación al {as_of}",
    "report.checksum": "SHA-256 del conjunto de datos de ese informe: {sha256}",
    # Correction
    "correction": "Revisión {revision}: qué cambió",
    "correction.of": "Este documento corrige {report}.",
    "correction.reason": "Motivo",
    "correction.changes": "Qué cambió",
    "correction.nothing": "No cambió ningún nivel ni ninguna palabra de las partes.",
    # Summary
    "summary": "Resumen",
    "who.states": "{n} {n:Estado Miembro|Estados Miembros}",
    "who.bodies": "{n} {n:órgano|órganos}",
    "who.both": "{states} y {bodies}",
    "rate": "{reported} de {due} ({percent})",
    "rate.none": "no se debía ninguna",
    "scope.cycle": "este ciclo ({periods})",
    "scope.cycle.short": "Este ciclo",
    "scope.cycle.before": ("el ciclo hasta el {session} período ordinario de sesiones ({periods})"),
    "scope.cycle.before.short": "Ciclo anterior",
    "summary.head": (
        "De {due} {due:actualización debida|actualizaciones debidas} {reported:se informó|se "
        "informaron} {reported} ({percent})."
    ),
    "summary.head.none": (
        "De {due} {due:actualización debida|actualizaciones debidas} no se informó ninguna."
    ),
    "summary.head.nothing": "No se debía ninguna actualización.",
    "summary.parties": (
        "{owing} {of:fue invitado|fueron invitados} a informar; {some} {n:ha|han} informado "
        "al menos una vez."
    ),
    "summary.parties.none": (
        "{owing} {of:fue invitado|fueron invitados} a informar; aún no se ha informado nada."
    ),
    "summary.late": (
        "De {reported} {reported:informada|informadas}, {n} {n:llegó|llegaron} después de la "
        "fecha límite."
    ),
    "summary.withheld": (
        "{n} de las informadas no es pública: cuenta como informada y no muestra su nivel.",
        "{n} de las informadas no son públicas: cuentan como informadas y no muestran su nivel.",
    ),
    "summary.received": (
        "Se ha recibido {n} más, aún sin revisar.",
        "Se han recibido {n} más, aún sin revisar.",
    ),
    "summary.awaited": "Siguen pendientes: {n}, de las cuales vencidas: {overdue}.",
    "summary.before": "Informadas en {scope}: {now}; en {before}: {rate}.",
    "summary.before.none": "No hay un período anterior con el cual comparar.",
    "summary.before.none.cycle": "No hay un ciclo anterior con el cual comparar.",
    "summary.undecided": (
        ("No está decidido si {names} participa: no cuenta en ningún porcentaje."),
        ("No está decidido si {names} participan: no cuentan en ningún porcentaje."),
    ),
    "summary.levels": "Niveles en {scope} y en {before}",
    "summary.levels.now": "Niveles en {scope}",
    "summary.share": "Proporción de las debidas",
    "summary.due": "Debidas",
    "summary.chart": "Actualizaciones debidas, por nivel",
    "summary.moved": "Qué cambió",
    "summary.moved.of": (
        "De {of} {of:actualización|actualizaciones} con nivel y con una actualización "
        "aceptada anterior con nivel, {up} {up:subió|subieron}, {down} {down:bajó|bajaron} y "
        "{same} {same:se mantuvo|se mantuvieron}. Cada una se compara con la actualización "
        "aceptada anterior de su propia parte, de un período anterior."
    ),
    "summary.moved.incomparable": (
        "Ningún nivel puede compararse: ninguna actualización tiene otra aceptada anterior "
        "con nivel."
    ),
    "summary.moved.none": (
        "Ningún nivel difiere del de la actualización aceptada anterior de la parte."
    ),
    "summary.moved.since": (
        "Desde el último informe, con situación al {as_of}: {raised} {raised:nivel|niveles} en "
        "alza, {lowered} en baja; {new} {new:actualización nueva|actualizaciones nuevas}, {gone} "
        "que ya no {gone:figura|figuran}."
    ),
    "summary.out": "Qué se destaca",
    "summary.out.least": (
        "Lo menos informado: {names}, con {reported} de {due} actualizaciones ({percent})."
    ),
    "summary.out.high": (
        "Con más frecuencia en nivel sustancial o pleno: {names}, en {n} de {due} actualizaciones "
        "debidas ({percent})."
    ),
    "summary.out.silent": (
        "De {owing} que se invitó a informar, {silent} aún no {n:ha|han} presentado ninguna "
        "actualización."
    ),
    "summary.out.overdue": (
        "De {of} {of:acción|acciones} de seguimiento, {n} {n:ha|han} pasado su fecha sin concluir."
    ),
    "summary.out.duties": (
        "De {of} {of:deber|deberes} de órganos, {n} {n:ha vencido|han vencido} sin cumplirse."
    ),
    "summary.out.needed": "Se solicitó cooperación {needed} {needed:vez|veces}.",
    "summary.out.offered": "Se ofreció cooperación {offered} {offered:vez|veces}.",
    "summary.out.nothing": "No se informó nada.",
    "paragraph.name": "párrafo {reference}",
    "paragraph.names": ("el párrafo {names}", "los párrafos {names}"),
    # States
    "states": "Los Estados y órganos, y dónde encontrarlos",
    "states.intro": (
        "Cada uno por su nombre, cuántas de sus actualizaciones debidas se informaron y sobre qué "
        "informó. Todas las actualizaciones figuran completas en el anexo {annex}."
    ),
    "states.caption": "Dónde figura cada parte en este informe",
    "states.paragraphs": "Párrafos sobre los que informó",
    "states.commitments": "Compromisos sobre los que informó",
    "states.withheld": "no público",
    # What moved
    "since": "Qué cambió",
    "since.with": "Se compara con {report}, el último de su tipo que se emitió.",
    "since.rates": (
        "Actualizaciones informadas de las previstas: {before} al {then}; {rate} al {as_of}."
    ),
    "since.first": (
        "No se emitió antes ningún informe de este tipo. Los niveles se comparan con los de "
        "la actualización aceptada anterior de cada parte sobre el mismo compromiso, de un "
        "período anterior."
    ),
    "since.nothing": "Nada cambió.",
    "since.levels": "Niveles que suben y que bajan, por parte: anterior → posterior",
    "change.raised": "Subieron ({n})",
    "change.lowered": "Bajaron ({n})",
    "change.reported": "Nuevas actualizaciones ({n})",
    "change.unreported": "Ya no informadas ({n})",
    "change.now_applicable": "Con nivel donde el compromiso no era aplicable ({n})",
    "change.now_not_applicable": "No aplicable donde había nivel ({n})",
    "change.reworded": "Nueva redacción, mismo nivel ({n})",
    "change.asked": "Debidas por primera vez ({n})",
    "change.not_asked": "Ya no debidas ({n})",
    "change.duties": "Deberes de órganos cuya situación cambió ({n})",
    "change.actions_new": "Acciones de seguimiento nuevas ({n})",
    "change.actions_done": "Acciones de seguimiento concluidas desde entonces ({n})",
    "change.actions_overdue": "Acciones de seguimiento vencidas desde entonces ({n})",
    # Trend
    "trend": "Todos los períodos",
    "trend.words": (
        "De {first} a {last}, la proporción de actualizaciones debidas que se informaron pasó de "
        "{before} a {now}; la de nivel sustancial o pleno, de {high_before} a {high_now}."
    ),
    "trend.note": (
        "Cada período se cuenta por sí solo, a la fecha de este informe. Un informe sobre varios "
        "períodos toma la última actualización de todos ellos, por lo que su cifra puede ser "
        "mayor."
    ),
    "trend.one": (
        "Solo consta un período, {period}: {rate}. Para ver una tendencia se necesitan dos."
    ),
    "trend.none": "No consta ningún período con actualizaciones debidas.",
    "trend.chart": "Actualizaciones debidas por nivel, como proporción de cada período",
    "trend.alternative": (
        "Columnas apiladas de actualizaciones debidas por nivel, una por período. {rows}"
    ),
    "trend.row": "{period}: informadas {reported} de {due}; en nivel sustancial o pleno, {high}.",
    "trend.table": "Actualizaciones debidas por nivel y período",
    "trend.period": "Período",
    "trend.sample": "{period} (muestra)",
}
