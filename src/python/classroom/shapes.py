"""The shapes of what is asked and reported. Made by scripts/report-types.ts of the schemas in src/lib: a change belongs there.

For the type checker alone: nothing imports this at run time."""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict


class LinePlace(TypedDict):
    file: str
    line: float


class Place(TypedDict):
    file: str
    line: float
    column: float | None
    endLine: float | None
    endColumn: float | None


type Files = Mapping[str, str]


type Observed = Mapping[str, object]


class RichText(TypedDict):
    kind: Literal["text"]
    text: str


class RichTable(TypedDict):
    kind: Literal["table"]
    columns: list[str]
    rows: list[list[str]]
    total: float
    omittedColumns: float
    text: str


class RichSvg(TypedDict):
    kind: Literal["svg"]
    markup: str
    text: str


class RichHtml(TypedDict):
    kind: Literal["html"]
    markup: str
    text: str


type Rich = RichText | RichTable | RichSvg | RichHtml


class Frame(TypedDict):
    file: str
    line: float
    column: float | None
    endLine: float | None
    endColumn: float | None
    name: str
    source: str


class ExceptionReport(TypedDict):
    type: str
    message: str
    friendly: str
    frames: list[Frame]
    at: Place | None
    full: str


class Cut(TypedDict):
    what: Literal["value", "traceback"]
    form: Literal["text", "csv", "svg", "html"]
    size: float
    kept: float | None


class CellReport(TypedDict):
    ended: Literal["ok", "raised", "exited", "interrupted"]
    value: Rich | None
    exception: ExceptionReport | None
    cut: list[Cut]
    observed: Observed
    seconds: float


type Outcome = Literal["passed", "failed", "error", "skipped", "xfailed", "xpassed"]


class AssertionReportLines(TypedDict):
    mark: Literal[" ", "-", "+", "?"]
    text: str


class AssertionReport(TypedDict):
    source: str
    summary: str
    left: str | None
    right: str | None
    operator: str | None
    lines: list[AssertionReportLines]


class TestResult(TypedDict):
    id: str
    name: str
    file: str
    line: float
    outcome: Outcome
    seconds: float
    phase: Literal["setup", "call", "teardown"] | None
    exception: ExceptionReport | None
    assertion: AssertionReport | None
    reason: str
    stdout: str
    stderr: str
    log: str
    doc: str


class LostDefinition(TypedDict):
    file: str
    name: str
    line: float
    again: float | None
    says: str


class TestsReportBroken(TypedDict):
    file: str
    exception: ExceptionReport


class TestsReportWarnings(TypedDict):
    text: str
    file: str | None
    line: float | None


class TestsReport(TypedDict):
    exitCode: float
    tests: list[TestResult]
    broken: list[TestsReportBroken]
    refusal: str | None
    warnings: list[TestsReportWarnings]
    lost: list[LostDefinition]
    unrun: list[str]
    observed: Observed
    replaced: list[str]
    machine: list[str]
    left: list[str]
    terminal: str
    seconds: float


class Mutant(TypedDict):
    id: str
    file: str
    line: float
    column: float
    operator: str
    before: str
    after: str
    source: str


class Change(TypedDict):
    id: str
    file: str | None
    function: float | None
    stage: float
    files: Files


class Changes(TypedDict):
    same: Files
    changes: list[Change]


class CallArguments(TypedDict):
    name: str
    value: str


class Call(TypedDict):
    name: str
    kind: Literal["function", "coroutine", "generator", "async generator"]
    file: str
    line: float
    within: float | None
    test: str
    around: str | None
    decorates: str | None
    arguments: list[CallArguments]
    entered: float
    left: float | None
    ended: Literal["returned", "raised", "open"]
    outcome: str | None
    seconds: float | None
    pauses: float
    more: float


class Identity(TypedDict):
    what: str
    name: str | None
    doc: str | None
    signature: str | None
    annotations: str | None
    module: str | None
    wrapped: str | None


class Decorated(TypedDict):
    name: str
    file: str
    line: float
    decorators: list[str]
    before: Identity
    after: Identity | None
    same: bool


class CallsReport(TypedDict):
    calls: list[Call]
    more: float
    decorated: list[Decorated]
    moreDecorated: float


type DecisionKind = Literal["if", "elif", "while", "ternary", "filter", "assert", "guard", "value"]


class Condition(TypedDict):
    file: str
    line: float
    column: float | None
    endLine: float | None
    endColumn: float | None
    source: str
    alone: tuple[float, float] | None
    uniqueCause: tuple[float, float] | None
    note: str | None


type Answer = Literal["true", "false", "not-asked", "unknown"]


class Evaluation(TypedDict):
    test: str
    answers: list[Answer]
    outcome: Literal["true", "false", "raised", "unknown"]
    count: float


class Decision(TypedDict):
    kind: DecisionKind
    source: str
    line: float
    endLine: float
    conditions: list[Condition]
    evaluations: list[Evaluation]


class ConditionsReport(TypedDict):
    files: Mapping[str, list[Decision]]
    capped: bool


Branch = TypedDict(
    "Branch",
    {
        "from": float,
        "to": float,
        "taken": bool,
        "says": str | None,
    },
)


class FileCoverage(TypedDict):
    statements: Sequence[float]
    executed: Sequence[float]
    missing: Sequence[float]
    excluded: Sequence[float]
    branches: list[Branch]
    percentLines: float | None
    percentBranches: float | None
    percentBoth: float | None


class CoverageReport(TypedDict):
    version: str
    files: Mapping[str, FileCoverage]


type FieldOrigin = Literal[
    "given",
    "constant",
    "sequence",
    "lazy-function",
    "lazy-attribute",
    "self-attribute",
    "iterator",
    "container",
    "sub-factory",
    "faker",
    "fuzzy",
    "model",
    "other",
]


class FactoryField(TypedDict):
    name: str
    by: FieldOrigin
    detail: str
    trait: str | None
    value: str | None
    isParameter: bool
    isChild: bool


class StatementCount(TypedDict):
    statement: str
    count: float


class FactoryObject(TypedDict):
    factory: str
    model: str
    strategy: Literal["build", "create", "stub"]
    field: str | None
    sequence: float | None
    traits: list[str]
    fields: list[FactoryField]
    more: float
    seed: str | None
    test: str
    at: LinePlace | None
    raised: str | None
    sql: list[StatementCount]
    made: list[FactoryObject]


class FactoriesReport(TypedDict):
    version: str | None
    calls: list[FactoryObject]
    more: float
    outside: list[StatementCount]


class LeftFile(TypedDict):
    path: str
    bytes: float
    encoding: Literal["utf-8", "base64"] | None
    content: str


class FilesReport(TypedDict):
    files: list[LeftFile]
    leftOut: float


type FixtureScope = Literal["session", "package", "module", "class", "function"]


class FixtureLooks(TypedDict):
    name: str
    scope: FixtureScope
    autouse: bool
    file: str | None
    line: float | None
    asks: Sequence[float]


class FixturePhase(TypedDict):
    begin: float
    end: float
    trouble: str | None


class FixtureLife(TypedDict):
    fixture: float
    param: str | None
    test: float | None
    setUp: FixturePhase
    hasTeardown: bool
    tearDown: FixturePhase | None
    tornDownIn: float | None
    tornDownAfter: float | None


class FixtureTest(TypedDict):
    id: str
    begin: float
    call: FixturePhase | None
    end: float
    asks: Sequence[float]
    given: Sequence[float]
    used: Sequence[float]


class FixturesReport(TypedDict):
    moments: Sequence[float]
    fixtures: list[FixtureLooks]
    lives: list[FixtureLife]
    tests: list[FixtureTest]
    untold: float


class IncidentDay(TypedDict):
    day: float
    rate: float
    threshold: float | None
    page: Literal["none", "heeded", "unheeded"]
    lost: float
    notes: list[str]


IncidentHistoryIncidents = TypedDict(
    "IncidentHistoryIncidents",
    {
        "from": float,
        "to": float,
        "says": str,
    },
)


class IncidentHistorySignals(TypedDict):
    name: str
    day: float | None
    falseAlarms: float


class IncidentHistory(TypedDict):
    title: str
    seed: float | None
    days: list[IncidentDay]
    incidents: list[IncidentHistoryIncidents]
    signals: list[IncidentHistorySignals]


class IncidentsReport(TypedDict):
    histories: list[IncidentHistory]
    leftOut: float
    problem: str | None


type LogFate = Literal["handled", "handlers", "nobody", "level", "disabled", "off", "filter", "raised", "own"]


class LogHandling(TypedDict):
    logger: str
    handler: str
    level: str
    fate: Literal["emitted", "level", "filter", "failed", "ignored", "own", "unreached"]
    by: str


class LogCall(TypedDict):
    logger: str
    level: str
    severity: float
    template: str
    args: list[str]
    message: str | None
    extra: list[str]
    exception: str | None
    error: str | None
    file: str | None
    line: float | None
    fate: LogFate
    by: str
    threshold: str | None
    handlers: list[LogHandling]
    stopped: str | None
    beyond: float


class LogCost(TypedDict):
    function: str
    eager: float
    eagerSeconds: float
    wasted: float
    wastedSeconds: float
    deferred: float
    deferredSeconds: float


class LogSite(TypedDict):
    file: str
    line: float
    written: Literal["constant", "f-string", "format", "percent", "joined", "other"]
    calls: float
    made: float
    templates: float
    costs: list[LogCost]


class LogGroup(TypedDict):
    logger: str
    level: str
    template: str
    file: str | None
    line: float | None
    count: float


class LogGuard(TypedDict):
    file: str
    line: float
    logger: str
    level: str
    yes: float
    no: float


class LoggerStateHandlers(TypedDict):
    handler: str
    level: str
    filters: list[str]


LoggerState = TypedDict(
    "LoggerState",
    {
        "name": str,
        "parent": str | None,
        "level": str,
        "effective": str,
        "from": str,
        "propagates": bool,
        "off": bool,
        "filters": list[str],
        "handlers": list[LoggerStateHandlers],
    },
)


class LogReport(TypedDict):
    total: float
    calls: list[LogCall]
    sites: list[LogSite]
    sitesLeft: float
    groups: list[LogGroup]
    groupsLeft: float
    guards: list[LogGuard]
    loggers: list[LoggerState]
    loggersLeft: float
    disabled: str | None


class TableColumn(TypedDict):
    name: str
    type: str
    notNull: bool
    primaryKey: bool
    default: str | None
    isNew: bool


class ForeignKey(TypedDict):
    columns: list[str]
    table: str
    to: list[str]


type RowState = Literal["same", "added", "changed", "removed"]


class TableValue(TypedDict):
    kind: Literal["null", "integer", "real", "text", "blob"]
    text: str


class RowReference(TypedDict):
    to: Literal["row", "null", "nothing"]
    key: str | None


class TableRow(TypedDict):
    key: str
    at: float | None
    state: RowState
    values: list[TableValue]
    was: list[TableValue | None]
    references: list[RowReference]


class TableReport(TypedDict):
    name: str
    state: Literal["same", "added", "removed"]
    columns: list[TableColumn]
    foreignKeys: list[ForeignKey]
    total: float
    added: float
    changed: float
    removed: float
    rows: list[TableRow]


class DatabaseReport(TypedDict):
    name: str
    inMemory: bool
    isOpen: bool
    isUncommitted: bool
    at: LinePlace | None
    trouble: str | None
    tables: list[TableReport]
    moreTables: float


class TablesReport(TypedDict):
    databases: list[DatabaseReport]
    more: float


class CodePlace(TypedDict):
    file: str
    line: float
    name: str
    source: str


Stretch = TypedDict(
    "Stretch",
    {
        "kind": Literal["running", "waiting", "blocked"],
        "from": float,
        "to": float,
        "what": str,
        "tasks": Sequence[float],
        "place": CodePlace | None,
    },
)


class AsyncTask(TypedDict):
    id: float
    name: str
    coroutine: str
    test: str
    madeBy: float | None
    madeAt: float
    place: CodePlace | None
    ended: Literal["returned", "raised", "cancelled", "pending"]
    endedAt: float | None
    exception: str | None
    steps: float
    running: float
    waiting: float
    blocked: float
    stretches: list[Stretch]


Stall = TypedDict(
    "Stall",
    {
        "task": float | None,
        "test": str,
        "cause": Literal["sleep", "computing", "asking"],
        "from": float,
        "to": float,
        "seconds": float,
        "via": list[CodePlace],
    },
)


class Cancellation(TypedDict):
    task: float
    by: float | None
    why: Literal["cancel", "timeout", "task group", "gather", "callback", "end of run"]
    at: float
    place: CodePlace | None


class Deadline(TypedDict):
    task: float
    test: str
    at: float
    expired: bool
    place: CodePlace | None


class TasksReportForgotten(TypedDict):
    name: str
    task: float | None
    test: str
    place: CodePlace | None


class TasksReportLeftOut(TypedDict):
    tasks: float
    stretches: float
    stalls: float


class TasksReport(TypedDict):
    clock: Literal["real", "virtual"]
    seconds: float
    tasks: list[AsyncTask]
    stalls: list[Stall]
    cancellations: list[Cancellation]
    deadlines: list[Deadline]
    forgotten: list[TasksReportForgotten]
    leftOut: TasksReportLeftOut


class VarnishAsked(TypedDict):
    kind: Literal["fetch", "background", "pass", "pipe"]
    at: float
    ended: float
    status: float | None
    conditional: bool


class VarnishEntry(TypedDict):
    at: float
    side: Literal["c", "b"]
    tag: str
    text: str
    sub: str | None
    line: float | None


class VarnishRequestBannedBy(TypedDict):
    text: str
    at: float


class VarnishRequest(TypedDict):
    at: float
    ended: float
    method: str
    url: str
    status: float | None
    outcome: Literal["hit", "miss", "pass", "pipe", "synth", "refused"]
    age: float | None
    hits: float
    restarts: float
    waited: bool
    differsBy: str | None
    bannedBy: VarnishRequestBannedBy | None
    purgedAt: float | None
    purged: float | None
    bansAdded: float
    ttl: float | None
    grace: float | None
    headers: list[tuple[str, str]]
    asked: list[VarnishAsked]
    trace: list[VarnishEntry]
    traceLeftOut: float


class VarnishObject(TypedDict):
    url: str
    kind: Literal["object", "hit-for-miss", "hit-for-pass"]
    variant: list[tuple[str, str | None]]
    came: float
    freshUntil: float
    graceUntil: float
    keepUntil: float
    killed: float | None
    killedBy: Literal["ban", "purge"] | None


class VarnishBan(TypedDict):
    text: str
    at: float
    removed: float


class VarnishPlay(TypedDict):
    vcl: str
    seconds: float
    down: list[tuple[float, float | None]]
    requests: list[VarnishRequest]
    requestsLeftOut: float
    objects: list[VarnishObject]
    objectsLeftOut: float
    bans: list[VarnishBan]
    bansLeftOut: float


class VarnishReport(TypedDict):
    plays: list[VarnishPlay]
    leftOut: float


class RaisedOn(TypedDict):
    line: float
    type: str
    message: str
    errors: Sequence[float]


class FileVerdicts(TypedDict):
    source: str
    ran: Sequence[float]
    raised: list[RaisedOn]


class VerdictsReport(TypedDict):
    files: Mapping[str, FileVerdicts]
    left: list[str]


class CellInput(TypedDict):
    id: str
    filename: str
    code: str
    files: Files
    stdin: Sequence[str]
    probes: Sequence[str]
    clock: NotRequired[Literal["real", "virtual"]]


class WholeInput(TypedDict):
    kept: float


class ProgramInput(TypedDict):
    entry: str
    files: Files
    stdin: Sequence[str]
    probes: Sequence[str]
    clock: NotRequired[Literal["real", "virtual"]]


class TestsInput(TypedDict):
    files: Files
    behind: NotRequired[Files]
    args: Sequence[str]
    seed: float | None
    select: Sequence[str] | None
    probes: Sequence[str]
    measure: Sequence[str]
    strict: bool
    stdin: Sequence[str]
    machine: NotRequired[Mapping[str, str] | None]
    clock: NotRequired[Literal["real", "virtual"]]


class MutateInput(TypedDict):
    file: str
    source: str


class ChangesInput(TypedDict):
    files: Files
