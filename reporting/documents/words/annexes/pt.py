"""The words of the documents' annexes in Portuguese."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Annexes
    "annex": "Anexo {letter}. {title}",
    "annex.method": "Método",
    "method.counts": (
        "Uma porcentagem conta uma atualização para cada compromisso que se dirige a uma "
        "parte da lista e que ela não cumpriu; esse número figura ao lado. As demais "
        "atualizações são voluntárias: são mostradas e não contam em nenhuma porcentagem."
    ),
    "method.outcomes": (
        "Cada uma dessas atualizações conta como uma só coisa: informada (aceita), recebida "
        "(apresentada e ainda não revisada; nada mostra e tem um número próprio), aguardada "
        "(nada foi apresentado e o período não terminou; em atraso depois de passada a data) "
        "ou não informada (o período terminou sem que nada fosse apresentado)."
    ),
    "method.latest": (
        "Para cada uma, o relatório toma a última atualização aceita nos períodos abrangidos, em "
        "{as_of}. Aceita quer dizer completa e em ordem, não que se concorde com ela."
    ),
    "method.levels": (
        "Os níveis são o que uma parte diz de si mesma. Se o sistema registrou uma atualização com "
        "base em fonte pública, ela o diz."
    ),
    "method.late": (
        "Fora do prazo quer dizer apresentada pela primeira vez depois da data-limite do "
        "período; o que chega tarde conta, ainda assim, como informado."
    ),
    "method.median": (
        "O nível de um parágrafo é a mediana inferior dos níveis de seus compromissos, uma vez "
        "informada a metade deles; os números por nível constam ao lado."
    ),
    "method.moves": (
        "Um nível é comparado com o da atualização aceita anterior da parte sobre o mesmo "
        "compromisso, de um período anterior ao seu. O que não tem resposta anterior não "
        "entra em nenhuma comparação. O nível de um parágrafo é comparado sobre os "
        "compromissos que têm ambos."
    ),
    "method.compared": (
        "Os números de um relatório sobre um período são comparados com os do período "
        "anterior; os de um relatório sobre um ciclo, com os do ciclo anterior, todos no "
        "momento do relatório."
    ),
    "method.trend": (
        "Na evolução, cada período é contado por si, no mesmo momento que o relatório; a "
        "comparação com o último relatório é feita com o conjunto de dados fixo daquele."
    ),
    "method.rounding": (
        "As porcentagens são arredondadas a uma casa decimal; 0,0% e 100,0% só constam se exatos."
    ),
    "method.undecided": (
        "Uma parte cuja participação não está decidida não conta em nenhuma porcentagem; quem"
        " está fora da lista pode informar voluntariamente."
    ),
    "method.audience": (
        "Distribuição deste relatório: {audience}. O que foi informado somente aos Estados "
        "membros, ou está sob embargo, conta como informado; nenhum relatório público mostra seu "
        "nível nem suas palavras."
    ),
    "method.rank": "Os Estados figuram pelo nome e nunca são classificados.",
    "method.words": (
        "As palavras das partes constam no idioma em que foram escritas, indicado quando não é o "
        "deste documento."
    ),
    "method.translations": (
        "Cada tradução consta abaixo do que traduz e diz se é da própria parte; todas as demais "
        "são não oficiais."
    ),
    "method.indicators": (
        "Os indicadores são valores publicados por terceiros até o último ano completo anterior "
        "à data do relatório, para toda a população; as fontes constam do anexo {annex}."
    ),
    "method.checksum": (
        "Todos os números provêm de um único conjunto de dados fixo, cuja soma de verificação "
        "SHA-256 é {sha256}."
    ),
    "method.check": (
        "Para verificar um arquivo, entregue-o, ou esta soma de verificação, na página "
        "“Verificar um arquivo” do sistema (reports/check): ela diz de que relatório se trata."
    ),
    "annex.rubric": "O que significam os níveis",
    "rubric.caption": "Escala de níveis",
    "rubric.level": "Nível",
    "rubric.meaning": "Significado",
    "annex.roster": "Lista e denominadores",
    "roster.caption": "A quem se perguntou e quantas atualizações cada um deve",
    "roster.decision": "Na lista",
    "roster.standing": "Condição",
    "roster.reason": "Motivo",
    "decision.in": "Sim",
    "decision.out": "Não",
    "decision.undecided": "Sem decisão",
    "decision.": "–",
    "standing.participating": "Participa",
    "standing.suspended": "Em suspenso",
    "standing.excluded": "Excluído",
    "standing.not_participating": "Não participa",
    "standing.withdrawing": "Em retirada",
    "standing.withdrawn": "Retirado",
    "standing.disputed": "Controversa",
    "total": "Total",
    "annex.reservations": "Reservas",
    "reservations.none": "Nenhuma reserva consta.",
    "reservation.on": "{state}, sobre {object} ({date})",
    "reservation.instrument": "o instrumento",
    "annex.moves": "Níveis que mudaram",
    "moves.caption": "Níveis que diferem da atualização aceita anterior",
    "annex.updates": "Todas as atualizações na íntegra",
    "updates.none": "Não há atualização a mostrar.",
    "updates.intro": (
        "{n} atualização, nas palavras de sua parte.",
        ("{n} atualizações, por compromisso e depois por nome da parte, nas palavras de cada uma."),
    ),
    "translation.of": "{field} – {translation}",
    "update.meta": "Nível tal como informado pela parte: {level}.",
    "update.meta.source": (
        "Registrada com base em fonte pública, nenhuma parte a inseriu; nível: {level}."
    ),
    "update.before": "Anteriormente: {level}.",
    "update.no_change": "Informada sem mudança.",
    "update.late": "Fora do prazo.",
    "update.unsolicited": "Voluntária (não conta nas porcentagens).",
    "update.undecided": "Situação não decidida (não conta nas porcentagens).",
    "update.period": "Período {period}, revisão {revision}, apresentada em {date}.",
    "update.channel": "Via: {channel} ({document}).",
    "update.channel.plain": "Via: {channel}.",
    "update.member_states": "Somente para os Estados membros.",
    "channel.online": "registro on-line",
    "channel.note_verbale": "nota verbal",
    "channel.mail": "correio",
    "channel.public_source": "fonte pública",
    "field.actions": "Ações de acompanhamento",
    "field.evidence": "Evidências",
    "annex.sources": "Fontes",
    "sources.text": (
        "Texto: {symbol}, {title}, aprovado em {date}, {at}; texto em {language}, SHA-256 {sha256}."
    ),
    "sources.titles": "O título em {language} não foi verificado com um texto autêntico.",
    "sources.indicator": "{title}: {source}",
    "sources.update": "{party}, {commitment}: {document}",
    "sources.evidence": "As evidências constam com cada atualização do anexo {annex}: {n}.",
}
