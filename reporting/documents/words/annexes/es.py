"""The words of the documents' annexes in Spanish."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Annexes
    "annex": "Anexo {letter}. {title}",
    "annex.method": "Método",
    "method.counts": (
        "Un porcentaje cuenta una actualización por cada compromiso que se dirige a una parte"
        " de la nómina y que esta no ha cumplido; ese número figura a su lado. Las demás "
        "actualizaciones son voluntarias: se muestran y no cuentan en ningún porcentaje."
    ),
    "method.outcomes": (
        "Cada una de esas actualizaciones cuenta como una sola cosa: informada (aceptada), "
        "recibida (presentada y aún sin revisar; no muestra nada y tiene su propio número), "
        "pendiente (nada se ha presentado y el período no ha terminado; vencida una vez "
        "pasada su fecha) o no informada (el período terminó sin que se presentara nada)."
    ),
    "method.latest": (
        "Para cada una, el informe toma la última actualización aceptada en los períodos "
        "abarcados, al {as_of}. Aceptada quiere decir completa y en regla, no que se comparta su "
        "contenido."
    ),
    "method.levels": (
        "Los niveles son lo que una parte dice de sí misma. Si el sistema registró una "
        "actualización a partir de una fuente pública, así se indica."
    ),
    "method.late": (
        "Fuera de plazo significa presentada por primera vez después de la fecha límite del "
        "período; lo que llega tarde cuenta igualmente como informado."
    ),
    "method.median": (
        "El nivel de un párrafo es la mediana inferior de los niveles de sus compromisos, una vez "
        "informada la mitad de ellos; a su lado figuran las cifras por nivel."
    ),
    "method.moves": (
        "Un nivel se compara con el de la actualización aceptada anterior de la parte sobre "
        "el mismo compromiso, de un período anterior al suyo. Lo que no tiene respuesta "
        "anterior no entra en ninguna comparación. El nivel de un párrafo se compara sobre "
        "los compromisos que tienen ambos."
    ),
    "method.compared": (
        "Las cifras de un informe sobre un período se comparan con las del período anterior; "
        "las de un informe sobre un ciclo, con las del ciclo anterior, todas al momento del "
        "informe."
    ),
    "method.trend": (
        "En la evolución, cada período se cuenta por sí mismo, al mismo momento que el informe; "
        "la comparación con el último informe se hace con el conjunto de datos fijo de aquel."
    ),
    "method.rounding": (
        "Los porcentajes se redondean a un decimal; 0.0% y 100.0% figuran solo si son exactos."
    ),
    "method.undecided": (
        "Una parte cuya participación no está decidida no cuenta en ningún porcentaje; quien "
        "no está en la nómina puede informar voluntariamente."
    ),
    "method.audience": (
        "Distribución de este informe: {audience}. Lo informado solo a los Estados Miembros, o "
        "sujeto a embargo, cuenta como informado; ningún informe público muestra su nivel ni sus "
        "palabras."
    ),
    "method.rank": "Los Estados figuran por su nombre y nunca en orden de mérito.",
    "method.words": (
        "Las palabras de las partes figuran en el idioma en que se escribieron, indicado cuando no "
        "es el de este documento."
    ),
    "method.translations": (
        "Cada traducción figura debajo de lo que traduce e indica si la hizo la parte; todas las "
        "demás son no oficiales."
    ),
    "method.indicators": (
        "Los indicadores son valores publicados por terceros hasta el último año completo "
        "anterior a la fecha del informe, para toda la población; las fuentes figuran en el "
        "anexo {annex}."
    ),
    "method.checksum": (
        "Todas las cifras provienen de un único conjunto de datos fijo, cuya suma de verificación "
        "SHA-256 es {sha256}."
    ),
    "method.check": (
        "Para verificar un archivo, entréguelo, o esta suma de verificación, en la página "
        "«Verificar un archivo» del sistema (reports/check): ella dice de qué informe se trata."
    ),
    "annex.rubric": "Qué significan los niveles",
    "rubric.caption": "Escala de niveles",
    "rubric.level": "Nivel",
    "rubric.meaning": "Significado",
    "annex.roster": "Nómina y denominadores",
    "roster.caption": "A quiénes se preguntó y cuántas actualizaciones debe cada uno",
    "roster.decision": "En la nómina",
    "roster.standing": "Condición",
    "roster.reason": "Motivo",
    "decision.in": "Sí",
    "decision.out": "No",
    "decision.undecided": "Sin decidir",
    "decision.": "–",
    "standing.participating": "Participa",
    "standing.suspended": "Suspendido",
    "standing.excluded": "Excluido",
    "standing.not_participating": "No participa",
    "standing.withdrawing": "En proceso de retiro",
    "standing.withdrawn": "Retirado",
    "standing.disputed": "Controvertida",
    "total": "Total",
    "annex.reservations": "Reservas",
    "reservations.none": "No consta ninguna reserva.",
    "reservation.on": "{state}, sobre {object} ({date})",
    "reservation.instrument": "el instrumento",
    "annex.moves": "Niveles que cambiaron",
    "moves.caption": "Niveles que difieren de la actualización aceptada anterior",
    "annex.updates": "Todas las actualizaciones, íntegras",
    "updates.none": "No hay ninguna actualización que mostrar.",
    "updates.intro": (
        "{n} actualización, en las palabras de su parte.",
        (
            "{n} actualizaciones, por compromiso y luego por nombre de la parte, en las palabras "
            "de cada una."
        ),
    ),
    "translation.of": "{field} – {translation}",
    "update.meta": "Nivel según lo informado por la parte: {level}.",
    "update.meta.source": (
        "Registrada a partir de una fuente pública, no por una parte; nivel: {level}."
    ),
    "update.before": "Anteriormente: {level}.",
    "update.no_change": "Informada sin cambios.",
    "update.late": "Fuera de plazo.",
    "update.unsolicited": "Voluntaria (no cuenta en los porcentajes).",
    "update.undecided": "Situación sin decidir (no cuenta en los porcentajes).",
    "update.period": "Período {period}, revisión {revision}, presentada el {date}.",
    "update.channel": "Vía: {channel} ({document}).",
    "update.channel.plain": "Vía: {channel}.",
    "update.member_states": "Solo para los Estados Miembros.",
    "channel.online": "registro en línea",
    "channel.note_verbale": "nota verbal",
    "channel.mail": "correo",
    "channel.public_source": "fuente pública",
    "field.actions": "Acciones de seguimiento",
    "field.evidence": "Medios de verificación",
    "annex.sources": "Fuentes",
    "sources.text": (
        "Texto: {symbol}, {title}, aprobado el {date}, {at}; texto en {language}, SHA-256 {sha256}."
    ),
    "sources.titles": "El título en {language} no se ha verificado con un texto auténtico.",
    "sources.indicator": "{title}: {source}",
    "sources.update": "{party}, {commitment}: {document}",
    "sources.evidence": (
        "Los medios de verificación figuran con cada actualización en el anexo {annex}: {n}."
    ),
}
