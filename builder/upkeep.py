"""What an editor of the wiki should see to, although nothing is wrong: loose ends between pages."""

from collections.abc import Mapping

from builder.aliases import alias_problems
from builder.ids import PageId
from builder.known import Known
from builder.lexicon import Lexicon
from builder.lookalikes import lookalike_problems
from builder.memo import Memo
from builder.model import Wiki
from builder.orphans import orphan_problems
from builder.outgoing import Outgoing
from builder.problems import Problem
from builder.readings import read
from builder.unlinked import searched, unlinked, unlinked_problems


def upkeep_problems(wiki: Wiki, known: Known, outgoing: Mapping[PageId, Outgoing], lexicon: Lexicon, memo: Memo) -> list[Problem]:
    """Find names without a link, pages to which none leads, sources and aliases that nobody uses, and incidents that look alike.

    Of all but the first nothing is told where a page can't be read: it may be what leads there.
    """
    given = {page.id: (page, outgoing[page.id]) for page in known.pages.values()}
    mentions = memo.again("mentions", read, unlinked, searched, given, lexicon).made
    named = ((known.pages[page], found) for page, found in mentions.items() if found)
    problems = [problem for page, found in named for problem in unlinked_problems(page, found, known)]
    if len(known.ids) > len(known.pages):
        return problems
    return [*problems, *orphan_problems(wiki, outgoing, mentions), *alias_problems(wiki, memo), *lookalike_problems(wiki, memo)]
