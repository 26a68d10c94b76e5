"""The words of the front in Portuguese."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover
    "title.unofficial": "{title} (título não oficial)",
    "cover.text": "O texto do instrumento é citado em {language}: não se dispõe aqui de outro.",
    "cover.check": (
        "Para verificar um arquivo deste relatório, envie-o, ou indique seu SHA-256 ou a soma de "
        "verificação acima, na página “Verificar um arquivo” do sistema."
    ),
    # The secretariat's words
    "cover_note": "Nota de apresentação",
    "foreword": "Prefácio",
    "editorial.by": "Texto da secretaria. Não altera nenhum dos números deste relatório.",
    "editorial.language": "Este texto só está disponível em {language}.",
    # Another report
    "report.named": "o relatório {symbol}, com situação em {as_of}",
    "report.unnamed": "o relatório com situação em {as_of}",
    "report.checksum": "SHA-256 do conjunto de dados desse relatório: {sha256}",
    # Correction
    "correction": "Revisão {revision}: o que mudou",
    "correction.of": "Este documento corrige {report}.",
    "correction.reason": "Motivo",
    "correction.changes": "O que mudou",
    "correction.nothing": "Não mudou nenhum nível nem nenhuma palavra das partes.",
    # Summary
    "summary": "Resumo",
    "who.states": "{n} {n:Estado membro|Estados membros}",
    "who.bodies": "{n} {n:órgão|órgãos}",
    "who.both": "{states} e {bodies}",
    "rate": "{reported} de {due} ({percent})",
    "rate.none": "nenhuma era devida",
    "scope.cycle": "este ciclo ({periods})",
    "scope.cycle.short": "Este ciclo",
    "scope.cycle.before": "o ciclo até o {session} período ordinário de sessões ({periods})",
    "scope.cycle.before.short": "Ciclo anterior",
    "summary.head": (
        "De {due} {due:atualização devida|atualizações devidas}, {reported:foi informada|foram "
        "informadas} {reported} ({percent})."
    ),
    "summary.head.none": (
        "De {due} {due:atualização devida|atualizações devidas}, nenhuma foi informada."
    ),
    "summary.head.nothing": "Nenhuma atualização era devida.",
    "summary.parties": (
        "{owing} {of:foi convidado|foram convidados} a informar; {some} "
        "{n:informou|informaram} pelo menos uma vez."
    ),
    "summary.parties.none": (
        "{owing} {of:foi convidado|foram convidados} a informar; nada foi informado até agora."
    ),
    "summary.late": (
        "De {reported} {reported:informada|informadas}, {n} {n:chegou|chegaram} depois do prazo."
    ),
    "summary.withheld": (
        "{n} das informadas não é pública: conta como informada e não mostra o nível.",
        "{n} das informadas não são públicas: contam como informadas e não mostram o nível.",
    ),
    "summary.received": (
        "Foi recebida mais {n}, ainda não revisada.",
        "Foram recebidas mais {n}, ainda não revisadas.",
    ),
    "summary.awaited": "Ainda aguardadas: {n}, das quais em atraso: {overdue}.",
    "summary.before": "Informadas em {scope}: {now}; em {before}: {rate}.",
    "summary.before.none": "Não há período anterior com o qual comparar.",
    "summary.before.none.cycle": "Não há ciclo anterior com o qual comparar.",
    "summary.undecided": (
        ("Não está decidido se {names} participa: não conta em nenhuma porcentagem."),
        ("Não está decidido se {names} participam: não contam em nenhuma porcentagem."),
    ),
    "summary.levels": "Níveis em {scope} e em {before}",
    "summary.levels.now": "Níveis em {scope}",
    "summary.share": "Proporção das devidas",
    "summary.due": "Devidas",
    "summary.chart": "Atualizações devidas, por nível",
    "summary.moved": "O que mudou",
    "summary.moved.of": (
        "De {of} {of:atualização|atualizações} com nível e com uma atualização aceita "
        "anterior com nível, {up} {up:subiu|subiram}, {down} {down:desceu|desceram} e {same} "
        "{same:manteve-se|mantiveram-se}. Cada uma é comparada com a atualização aceita "
        "anterior da própria parte, de um período anterior."
    ),
    "summary.moved.incomparable": (
        "Nenhum nível pode ser comparado: nenhuma atualização tem outra aceita anterior com nível."
    ),
    "summary.moved.none": "Nenhum nível difere do da atualização aceita anterior da parte.",
    "summary.moved.since": (
        "Desde o último relatório, com situação em {as_of}: {raised} {raised:nível|níveis} em "
        "alta, {lowered} em baixa; {new} {new:atualização nova|atualizações novas}, {gone} que já "
        "não {gone:consta|constam}."
    ),
    "summary.out": "O que se destaca",
    "summary.out.least": (
        "O menos informado: {names}, com {reported} de {due} atualizações ({percent})."
    ),
    "summary.out.high": (
        "Com mais frequência em nível substancial ou pleno: {names}, em {n} de {due} atualizações "
        "devidas ({percent})."
    ),
    "summary.out.silent": (
        "De {owing} convidados a informar, {silent} ainda não {n:apresentou|apresentaram} "
        "nenhuma atualização."
    ),
    "summary.out.overdue": (
        "De {of} {of:ação|ações} de acompanhamento, {n} {n:passou|passaram} da data sem "
        "{n:estar concluída|estar concluídas}."
    ),
    "summary.out.duties": (
        "De {of} {of:dever|deveres} de órgãos, {n} {n:passou|passaram} do prazo sem "
        "{n:ser cumprido|serem cumpridos}."
    ),
    "summary.out.needed": "Solicitou-se cooperação {needed} {needed:vez|vezes}.",
    "summary.out.offered": "Ofereceu-se cooperação {offered} {offered:vez|vezes}.",
    "summary.out.nothing": "Nada foi informado.",
    "paragraph.name": "parágrafo {reference}",
    "paragraph.names": ("o parágrafo {names}", "os parágrafos {names}"),
    # States
    "states": "Os Estados e órgãos, e onde encontrá-los",
    "states.intro": (
        "Cada um por seu nome, quantas de suas atualizações devidas foram informadas e sobre o que "
        "informou. Todas as atualizações constam na íntegra do anexo {annex}."
    ),
    "states.caption": "Onde cada parte figura neste relatório",
    "states.paragraphs": "Parágrafos sobre os quais informou",
    "states.commitments": "Compromissos sobre os quais informou",
    "states.withheld": "não público",
    # What moved
    "since": "O que mudou",
    "since.with": "Compara-se com {report}, o último desse tipo a ser emitido.",
    "since.rates": (
        "Atualizações informadas das previstas: {before} em {then}; {rate} em {as_of}."
    ),
    "since.first": (
        "Nenhum relatório deste tipo foi emitido anteriormente. Os níveis são comparados com "
        "os da atualização aceita anterior de cada parte sobre o mesmo compromisso, de um "
        "período anterior."
    ),
    "since.nothing": "Nada mudou.",
    "since.levels": "Níveis que subiram e desceram, por parte: anterior → posterior",
    "change.raised": "Subiram ({n})",
    "change.lowered": "Desceram ({n})",
    "change.reported": "Novas atualizações ({n})",
    "change.unreported": "Não mais informadas ({n})",
    "change.now_applicable": "Com nível onde o compromisso não se aplicava ({n})",
    "change.now_not_applicable": "Não aplicável onde havia nível ({n})",
    "change.reworded": "Nova redação, mesmo nível ({n})",
    "change.asked": "Devidas pela primeira vez ({n})",
    "change.not_asked": "Não mais devidas ({n})",
    "change.duties": "Deveres de órgãos cuja situação mudou ({n})",
    "change.actions_new": "Ações de acompanhamento novas ({n})",
    "change.actions_done": "Ações de acompanhamento concluídas desde então ({n})",
    "change.actions_overdue": "Ações de acompanhamento vencidas desde então ({n})",
    # Trend
    "trend": "Todos os períodos",
    "trend.words": (
        "De {first} a {last}, a proporção das atualizações devidas que foram informadas passou de "
        "{before} a {now}; a de nível substancial ou pleno, de {high_before} a {high_now}."
    ),
    "trend.note": (
        "Cada período é contado por si, na data deste relatório. Um relatório sobre vários "
        "períodos toma a última atualização de todos eles, de modo que seu próprio número pode "
        "ser maior."
    ),
    "trend.one": (
        "Só consta um período, {period}: {rate}. São necessários dois para uma tendência."
    ),
    "trend.none": "Não consta nenhum período com atualizações devidas.",
    "trend.chart": "Atualizações devidas por nível, como proporção de cada período",
    "trend.alternative": (
        "Colunas empilhadas das atualizações devidas por nível, uma por período. {rows}"
    ),
    "trend.row": (
        "{period}: {reported:informada|informadas} {reported} de {due}; em nível substancial ou "
        "pleno, {high}."
    ),
    "trend.table": "Atualizações devidas por nível e período",
    "trend.period": "Período",
    "trend.sample": "{period} (exemplo)",
}
