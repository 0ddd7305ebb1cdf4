"""The rules of the wiki: each kind of mistake, with its weight. What holds and how to mend it stands below each, for the manual.

A new rule needs a docstring (PEP 257): one sentence that holds, a blank line, and what usually is wrong and how to mend it. The
comments are the manual's groups.
"""

from builder.problems import Rule


def _error(rule: str) -> Rule:
    return Rule(rule, "error")


def _warning(rule: str) -> Rule:
    return Rule(rule, "warning")


# Files
ENCODING = _error("encoding")
"""A text file is UTF-8 without control or private-use characters.

An editor saved the file in another encoding, or a copy from a web page or a PDF brought characters along that can't be
seen. Save the file as UTF-8, and delete the character at the place that is told. Control characters, characters that turn
the direction of text round, and private-use characters could hide words from a reader.
"""

EMPTY_FILE = _error("empty-file")
"""A page has front matter and a body.

A statement needs a place to stand: below the front matter, say what the sources say. A file that is empty from its first
line on is best deleted.
"""

FILE_SIZE = _error("file-size")
"""A page stays under a size that can be read and drawn in a moment.

A page may have 150,000 bytes, an archived text 5,000,000. Divide a long page, or leave out of an archive what is not text.
"""

UNREADABLE = _error("unreadable")
"""A file of the wiki is an ordinary file that can be read; links are not followed.

Links, pipes and files without permission to read them are left alone, so that nothing from outside the wiki gets into it.
Put the file itself where the link is.
"""

PAGE_PATH = _error("page-path")
"""A page lies in one of the four folders, or beside them, under a plain lower-case name.

The folder decides what a page is about, and the name becomes its address: lower-case letters a–z, digits and single
hyphens. `content/incidents/2024-09-10-depot.md` is right; `content/Incidents/Depot attack.md` is not.
"""

STRAY_FILE = _warning("stray-file")
"""What is not a Markdown page is not published.

A picture, a table or a text in `content/` stays where it is and is not published. Take it away, or, if it is meant as a
page, give it the ending `.md`.
"""

SITE_FILE = _error("site-file")
"""`content/site.yaml` names the wiki.

It says what the wiki is called. One line is enough:

```yaml
title: Attacks on the depot
```
"""

TEMPLATE = _error("template")
"""A template is valid Jinja and uses only what its view offers.

A template of the wiki's own, in `templates/`, has a slip, or asks for something that is not there. Mend it, or delete it:
then the program's own is used. ARCHITECTURE.md says what templates may use.
"""

# Front matter
FRONT_MATTER = _error("front-matter")
"""A page begins with front matter between two lines of three hyphens.

The header begins on the first line of the file and ends before the body:

```
---
title: Northport
type: city
---

The body begins here.
```
"""

YAML = _error("yaml")
"""Front matter is valid YAML without tabs, tags, anchors or aliases.

Most often a text holds a colon and a space, begins with a sign that means something in YAML, or is indented by a tab. Put
the text in quotation marks: `title: "Baghdad: rockets"`. Tags, anchors and aliases are not used here, for an editor who
does not know them could not see what a field holds.
"""

COMMENT = _warning("comment")
"""A comment stands on a line of its own; behind a text it may be part of the text.

YAML takes ` #` for the beginning of a comment, so the rest of the line would be lost: in `title: Depot #2`, the title is
*Depot*. Put the text in quotation marks, `title: "Depot #2"`, or the comment on a line of its own.
"""

DUPLICATE_KEY = _error("duplicate-key")
"""A key stands once.

YAML would keep the last of two and drop the other unseen. Keep one; a list holds several values: `sources: [herald,
courier]`.
"""

UNKNOWN_FIELD = _error("unknown-field")
"""A field is one that the kind of page has.

A field is misspelt, belongs to another kind of page, or the text before it holds a comma in braces. The tables of fields
above list what each kind has. What has no field of its own goes into the body.
"""

MISSING_FIELD = _error("missing-field")
"""A field that the kind of page needs is there.

Write it: the hint says what it holds. Where it can't be known yet, write `???`, which is told as a gap. A page with
`status: withdrawn` needs `withdrawn`, when and why; a source without a headline needs `title_note`.
"""

FIELD_TYPE = _error("field-type")
"""A field holds what it is made for: text, a list, a mapping, a number.

A list has brackets or hyphens, a mapping has keys, and a text with brackets in it needs quotation marks: `sources:
[herald]`, `title: "[the] depot"`.
"""

FIELD_VALUE = _error("field-value")
"""A field's value is one of those that it can take.

A word is none of those that the field knows, a number is out of its bounds, or a text does not have the form that is
needed. The hint names what is possible, the nearest first.
"""

DATE = _error("date")
"""A date is EDTF (ISO 8601-2) and exists; a time is a time of day.

Dates are written with the year first, and what is not certain has a sign of its own: `2024-09-10~` is about that day,
`2024-09` some day of the month. The table of dates above has all forms. A date that does not exist (`2023-02-29`) is told,
too.
"""

DATE_NOTE = _error("date-note")
"""A date that no source can have stated outright says how it was derived.

An article says a day, a month or a year. All else (about, one of several days, since, until) is a conclusion, and a reader
wants to check it:

```yaml
date: "[2020-12-13,2020-12-20]"
date_note: The article speaks of a Sunday after 10 December and was published before 27 December.
```
"""

GAP = _error("gap")
"""What is marked `???` is filled in.

A page that the tool began has such marks where only a person can tell. Write what belongs there, or take the mark out with
what stands around it.
"""

# Names and references between pages
NAME_TAKEN = _error("name-taken")
"""A name is one page's: no other page has it as title or alias.

A link with that name would lead nowhere, for nobody could say which page is meant. Make one of the two names more precise
(`Northport (district)`), drop the alias, or, where the articles really use one name for both, let the two pages name each
other in `not_same_as`: then links need an id.
"""

ADDRESS_TAKEN = _error("address-taken")
"""An address is one page's.

Two pages, or a page and an old address (`redirect_from`), or a page and one of the site's own lists want the same place.
Rename the file, or take the old address out where it leads elsewhere.
"""

ADDRESS_LOST = _error("address-lost")
"""An address that was published leads somewhere for ever.

Others may have linked to it. If another page took its place, that page says so, `redirect_from: [incidents/old-name]`;
`wiki mv` writes this by itself, and mends all links: a file that was renamed by hand is best renamed back, and moved with
it. A page that is wrong from beginning to end stays as a note with its reason: `status: withdrawn`, and
`withdrawn: {date: 2024-09-10, text: "The article was about another attack."}`.
"""

ADDRESS_LIST = _error("address-list")
"""`addresses.txt` holds one address of the site on a line.

The program keeps the file and adds to it at each build. Only a merge by hand makes it wrong: keep the lines of both sides.
"""

REFERENCE = _error("reference")
"""A field that names a page names one that exists and is of the right kind.

Fields name pages by id or slug, not by title, and each field one kind: `places: [northport]`, `actors: [{actor: mayor,
role: responder}]`. The hint gives the id where a name was written, or the nearest id. If the page is not there yet, write
it.
"""

LOOP = _error("loop")
"""No page is inside, part of or derived from itself.

A place inside a place that is inside the first, a campaign that is part of itself, two sources made from each other: one of
the steps is wrong, and the message shows them all. A chain of more than 50 is told, too.
"""

LINK_TARGET = _error("link-target")
"""A link leads to a page.

The name is misspelt, the page has another id by now, or it is not there yet. Take the name that the hint gives, write the
page, or write plain words.
A link to a file is looked for from the folder of the page: `[the zone](../places/green-zone.md)`.
"""

LINK_AMBIGUOUS = _error("link-ambiguous")
"""A link's target is the name of one page only.

Two pages answer to it. Write the id and the name: `[[actors/northport|Northport]]`.
"""

LINK_HEADING = _error("link-heading")
"""A link's heading is one of the page that it leads to.

After `#` stands a heading's words or its id, or `claim:c3` for a claim of the page. It was renamed, perhaps; the hint has
the nearest.
"""

LINK_DRAFT = _error("link-draft")
"""A published page does not lead to a draft.

A reader would find nothing there. Publish the draft, too (`status: published`), or take the link out for now; `--drafts`
shows how all will look.
"""

LINK_ADDRESS = _error("link-address")
"""A link goes to a page, a heading, or an http, https or mailto address.

It has another scheme, or none: write `https://example.org/`, not `www.example.org`. Pages of the wiki are led to with
`[[page]]` or a relative path to their `.md` file.
"""

WANTED_PAGE = _error("wanted-page")
"""A page that several links want is there.

It is told once, at the first of the places that want it, with the others listed. Make the page with the command that stands
in the hint, or mend the name where it is misspelt.
"""

UNLINKED_MENTION = _warning("unlinked-mention")
"""A page leads to each page whose name stands in its text.

The name of an actor, a place or a free page stands in the text, and neither a link nor a field of the page leads there.
Paste what the hint gives at the place that is told; once on a page is enough. Not looked at are names in small letters or
of two letters, parts of longer names, and what stands in quotation marks, headings, code or citations. If the words mean
something else here, silence it:

```yaml
silenced: [{rule: unlinked-mention, text: Washington, note: "The city, not the government."}]
```
"""

ORPHAN = _warning("orphan")
"""Some page leads to each page.

Nobody who reads the wiki comes upon it. Lead there from a page where it matters; where some page has its name without a
link, the hint says so. An incident is found from the pages of its actors, places, weapons and campaigns, a place from the
one that it is `inside`; free pages that the frame of the site leads to are left out.
"""

ALIAS_UNUSED = _warning("alias-unused")
"""An alias is used by an article or a link, or says why it is there.

A name that stands in no archived article and that no link uses helps nobody, and may be a slip of the pen. Take it out, or
say in its `note` why it is there: `{text: NP, note: "On the signs of the town."}`. An alias with `lang` is there for those
who search in that language.
"""

LOOKALIKE = _warning("lookalike")
"""Two incidents of one day and place name each other, or are one.

They are no more than a day apart and share a place that tells something: no country or region, and none with more than 30
incidents and more than four a year. Two articles on one incident make one page. If they are two, let one name the other in
`related`, or link to it: readers would like to know, too. Campaigns, background and withdrawn incidents are left out, and so
are dates that leave more than a month open.
"""

# Evidence
SOURCE_UNKNOWN = _error("source-unknown")
"""A citation cites a source of the wiki.

The id after `@` is the slug of a page in `content/sources/`, or `c3` for a claim of this page. It is misspelt, or the
source has no page yet: `wiki new source FILE.txt` begins one.
"""

SOURCE_UNLISTED = _warning("source-unlisted")
"""A source that a page cites or has a statement from stands in the field `sources`.

The list tells readers at a glance what a page rests on. Add the id to it.
"""

SOURCE_UNCITED = _warning("source-uncited")
"""A source that stands in `sources` is cited in the body.

Nothing in the body, the claims or the ties comes from it. Cite it where it says something, `[@herald: "exact words"]`, or
that it is silent, `[@herald]`; else take it out of the list.
"""

SOURCE_UNUSED = _warning("source-unused")
"""Some page cites each source.

The article is archived, and no page rests on it. Cite it in the incident that it tells of, or take the source and its
archive out. Links to the page, and what it says of itself, don't count.
"""

SENTENCE_UNCITED = _warning("sentence-uncited")
"""A sentence of an incident, an actor or a place has a citation.

Readers must see where each statement comes from, and a citation counts for the one sentence that it stands in or right
behind: `Two rockets hit the depot.[@herald: "Two rockets hit the depot"]`. Where a sentence says what no article says, or
what the wiki infers, cite the articles as a whole, `[@herald]`. Not looked at are headings, tables, footnotes, questions,
words in a list that are no sentence, what ends with a colon, and what hardly does more than lead to other pages. Of each
page the first five are told.
"""

ARCHIVE_MISSING = _error("archive-missing")
"""The archived text of a source is there.

Without it no quotation can be checked. Put the text where `archive.file` says, as UTF-8, or mend the path.
"""

ARCHIVE_CHANGED = _error("archive-changed")
"""The archived text of a source is the one that its sha256 was taken of.

Someone changed the text, or the line ends of the file, or `sha256` belongs to another text. An archive is never edited:
bring the text back as it was. If it is the right one, give its sum: `sha256sum seeds/herald.txt`.
"""

ARCHIVE_UNUSED = _warning("archive-unused")
"""An archived text belongs to a source.

Make the source, `wiki new source seeds/herald.txt`, or take the text away.
"""

QUOTE_MISSING = _error("quote-missing")
"""Quoted words occur in the archived text of the source, exactly.

The words are not the article's: a word was changed, left out or put in another order. The hint shows the nearest passage,
to copy. White space, the shape of quotation marks and dashes, and invisible characters don't matter; case does. Leave
nothing out with dots: quote twice instead.
"""

QUOTE_TWICE = _error("quote-twice")
"""Quoted words occur in the archived text once, so that they prove one thing.

Quote a few words more, so that only one place is meant. A claim can keep its words and give the ones right beside them in
`before` or `after`.
"""

QUOTE_ASIDE = _warning("quote-aside")
"""Quoted words are the article's own, not a caption or a remainder of its web page.

A caption, a button or a line that stands twice was quoted. Quote the article's own sentence. Where the caption is all there
is, the source names it in `asides` with `quotable`, and says why.
"""

LEFT_OUT = _warning("left-out")
"""What a source leaves out on purpose is what no page quotes, or a name without a page.

A page quotes the words by now, or a page answers to the name, so the entry in `left_out` says what is no longer so. Take it
out; the message says what has become of it.
"""

# Claims
CLAIM_ID = _error("claim-id")
"""The id of a claim is its own in its page.

Others lead to a claim by its id, for ever. Give the new claim a number that is free; don't number the old ones anew.
"""

CLAIM_STANCE = _error("claim-stance")
"""The stance of a claim is one that its point knows.

Any statement can be asserted, denied or taken back (`retracts`). Only on `responsibility` does a speaker accuse, suspect or
claim, and `condemnation` needs the stance `condemns`:

```yaml
- {id: c4, about: responsibility, stance: accuses, value: harbour-gang, by: mayor, source: courier, quote: "the mayor blamed"}
```
"""

CLAIM_REFINES = _error("claim-refines")
"""A claim refines another one of its page, on the same point, and never itself.

*Three* can make *at least two* more precise. The claim that is named does not exist, is on another point, is this one, or
has a value within which this one does not lie: where two claims differ, leave `refines` out, and the page says so.
"""

CLAIM_NUMBER = _error("claim-number")
"""A number that a claim states stands in its quotation.

Readers must find the number in the words: quote the passage that has it, in digits or in words. What an article does not
count is stated in words: `value: several`.
"""

CLAIM_EARLY = _error("claim-early")
"""Nobody but who warns speaks of an incident before it.

`said` or the article's date lies before the incident. One of the dates is wrong, or it is a `warning`.
"""

CLAIM_LATE = _error("claim-late")
"""An article has only what was said by the day that it appeared.

`said` lies after the day on which the article appeared. One of the two is wrong: often the year was guessed.
"""

# Body
MARKUP = _error("markup")
"""A body can be converted in a moment, without endless nesting.

Lists or block quotes in one another go too deep, there are more than 5,000 links and citations, or the text has thousands
of brackets that never close. Make it simpler, or divide the page.
"""

FOOTNOTE = _error("footnote")
"""A footnote is written and referred to.

Each mark `[^1]` needs its line `[^1]: …`, and each line a mark.
"""

HTML = _error("html")
"""Raw HTML keeps to the elements that a page may hold.

Most often a plain `<` in a sentence: write `&lt;`. Pictures, scripts, frames and forms are not published; say in words what
matters.
"""

HEADING = _warning("heading")
"""Headings of a body begin at `##`; the title is the page's only `#`.

Begin with `## What happened`. With one `#`, a page would have two titles, which confuses those who have it read to them.
"""

BROKEN_MARK = _error("broken-mark")
"""A wikilink or a citation is closed and has a target.

A bracket is missing, quotation marks are, or a link stands in another link: `[[page]]`, `[[page|label]]`, `[@source]`,
`[@source: "exact words"]`. Brackets that are meant as such have a backslash before them.
"""

# Silencing
SILENCE_UNUSED = _warning("silence-unused")
"""What a page silences would be told without it.

The reason for it is gone, or `text` no longer stands in the warning. Take the entry out of `silenced`, so that it hides
nothing by accident. Errors can't be silenced; `text` are words of the message, where not all warnings of the rule are
meant:

```yaml
silenced:
  - rule: unlinked-mention
    text: Washington
    note: "The city, not the government."
```
"""

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
