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
    "summary.head": (
        "De {due} {due:atualização devida|atualizações devidas}, {reported:foi informada|foram "
        "informadas} {reported} ({percent})."
    ),
    "summary.head.none": (
        "De {due} {due:atualização devida|atualizações devidas}, nenhuma foi informada."
    ),
    "summary.head.nothing": "Nenhuma atualização era devida.",
    "summary.parties": (
        "{owing} {of:deve|devem} ao menos uma atualização; {some} {n:informou|informaram} ao menos "
        "uma."
    ),
    "summary.parties.none": (
        "{owing} {of:deve|devem} ao menos uma atualização; nenhuma foi informada."
    ),
    "summary.late": (
        "De {reported} {reported:informada|informadas}, {n} {n:chegou|chegaram} depois do prazo."
    ),
    "summary.withheld": (
        "{n} das informadas não é pública: conta como informada e não mostra o nível.",
        "{n} das informadas não são públicas: contam como informadas e não mostram o nível.",
    ),
    "summary.before": "No período anterior ({period}): {rate}.",
    "summary.before.plain": "No período anterior: {rate}.",
    "summary.undecided": (
        "Não se decidiu se participa {names}: não conta nem como devido nem como silêncio.",
        "Não se decidiu se participam {names}: não contam nem como devidos nem como silêncio.",
    ),
    "summary.levels": "Níveis de agora e do período anterior",
    "summary.levels.now": "Níveis de agora",
    "summary.now": "Agora",
    "summary.share": "Proporção das devidas",
    "summary.before.column": "Antes",
    "summary.due": "Devidas",
    "summary.chart": "Atualizações devidas, por nível",
    "summary.moved": "O que mudou",
    "summary.moved.of": (
        "De {of} {of:atualização|atualizações} com nível agora e na última aceita antes da mesma "
        "parte, {up} {up:subiu|subiram}, {down} {down:desceu|desceram} e {same} não "
        "{same:mudou|mudaram}."
    ),
    "summary.moved.incomparable": (
        "Não há níveis a comparar: nenhuma atualização o tem ao mesmo tempo agora e antes."
    ),
    "summary.moved.none": "Nenhum nível mudou em relação ao último aceito antes.",
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
        "De {owing} que {of:deve|devem} alguma atualização, {silent} nada {n:informou|informaram}."
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
    "since.rates": "Atualizações informadas das devidas, na época: {before}; agora: {now}.",
    "since.first": (
        "Nenhum relatório desse tipo foi emitido antes. Os níveis são comparados com os da última "
        "atualização de cada parte aceita antes dos períodos abrangidos."
    ),
    "since.nothing": "Nada mudou.",
    "since.levels": "Níveis que subiram e que desceram, por parte: antes → agora",
    "change.raised": "Subiram ({n})",
    "change.lowered": "Desceram ({n})",
    "change.reported": "Novas atualizações ({n})",
    "change.unreported": "Não mais informadas ({n})",
    "change.now_applicable": "Agora aplicáveis ({n})",
    "change.now_not_applicable": "Agora não aplicáveis ({n})",
    "change.reworded": "Com outras palavras, sem mudança de nível ({n})",
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
