"""What a guarded query may be made of: rules of the grammar, functions, labels, types."""

from typing import Final

# the words of the language that read and change nothing; what is not here is refused
_RULES: Final = """
    statements statement queryWithLocalDefinitions nextStatement regularQuery union singleQuery
    clause returnClause returnBody returnItem returnItems orderItem ascToken descToken orderBy skip
    limit whereClause withClause matchClause unwindClause subqueryClause subqueryScope
    orderBySkipLimitClause patternList pattern quantifier anonymousPattern shortestPathPattern
    patternElement pathPatternPrefix nonNegativeIntegerSpecification groupToken pathToken
    pathPatternNonEmpty nodePattern parenthesizedPath properties relationshipPattern leftArrow
    arrowLine rightArrow pathLength labelExpression labelExpression4 labelExpression3
    labelExpression2 labelExpression1 expression expression11 expression10 expression9 expression8
    expression7 expression6 expression5 expression4 expression3 expression2 expression1
    comparisonExpression6 postFix property literal caseExpression caseAlternative
    extendedCaseExpression extendedCaseAlternative extendedWhen listComprehension
    patternComprehension reduceExpression listItemsPredicate trimFunction patternExpression
    shortestPathExpression parenthesizedExpression mapProjection mapProjectionElement countStar
    existsExpression countExpression collectExpression numberLiteral signedIntegerLiteral
    listLiteral propertyKeyName parameter parameterName functionInvocation functionArgument
    functionName namespace variable type typePart typeName typeNullability typeListSuffix
    stringLiteral map symbolicVariableNameString escapedSymbolicVariableNameString
    unescapedSymbolicVariableNameString symbolicNameString escapedSymbolicNameString
    unescapedSymbolicNameString unescapedSymbolicNameString_ endOfFile
"""
RULES: Final = frozenset(_RULES.split())
_READS_ONLY: Final = "Nothing can be changed here. Write with POST /v3/memories/add/."
_NO_PROCEDURES: Final = "Procedures can't be called here. Write MATCH and RETURN instead."
_NO_DYNAMICS: Final = "Labels, types and properties are written out here, not computed."
_NO_ADMINISTRATION: Final = "Commands of administration can't be given here. Write MATCH … RETURN."
# what to write instead
ADVICE: Final = {
    **dict.fromkeys(
        (
            "createClause", "insertClause", "setClause", "removeClause", "deleteClause",
            "mergeClause", "foreachClause",
        ),
        _READS_ONLY,
    ),
    **dict.fromkeys(("callClause", "procedureName"), _NO_PROCEDURES),
    **dict.fromkeys(
        ("dynamicExpression", "dynamicLabelType", "dynamicAnyAllExpression", "dynamicProperty"),
        _NO_DYNAMICS,
    ),
    **dict.fromkeys(
        ("command", "composableCommandClauses", "showTransactions", "terminateTransactions"),
        _NO_ADMINISTRATION,
    ),
    "loadCSVClause": "Files and addresses can't be read here. Pass rows as a parameter: "
    "UNWIND $rows AS row.",
    "useClause": "There is one database here: leave USE out.",
    "searchClause": "Vectors are searched with POST /v3/memories/search/.",
    "subqueryInTransactionsParameters": "Leave IN TRANSACTIONS out: nothing is written here.",
    "shortestPathExpression": "Write MATCH path = shortestPath(…) and use the path.",
    "hint": "Leave USING out: the planner chooses.",
    "interpolatedStringLiteral": "Join strings with + instead.",
    "filterClause": "Write WITH * WHERE … instead of FILTER.",
    "letClause": "Write WITH *, … AS … instead of LET.",
    "forListClause": "Write UNWIND … AS … instead of FOR.",
    "forClause": "Write UNWIND … AS … instead of FOR.",
    "finishClause": "Write RETURN …, so that there is an answer.",
    "mapOrParameter": "Write the properties out: {name: $name}.",
    "pathMode": "Leave the path mode out: no relation comes twice in a path.",
    "matchMode": "Leave the match mode out: no relation comes twice in a match.",
    "localDefinition": "Definitions can't be made here.",
    "when": "Write CASE WHEN … THEN … ELSE … END inside RETURN.",
    "vectorFunction": "Vectors are searched with POST /v3/memories/search/.",
    "vectorDistanceFunction": "Vectors are searched with POST /v3/memories/search/.",
    "vectorNormFunction": "Vectors are searched with POST /v3/memories/search/.",
}  # fmt: skip

# an entity and a scope have a second label; these narrow what the first ones show
KINDS: Final = (
    "Person", "Organization", "Place", "Happening", "Product", "Work", "Animal", "Food",
    "Activity", "Condition", "Concept", "Time", "Literal", "User", "Agent", "App", "Run",
)  # fmt: skip
TYPES: Final = (
    "RELATES_TO", "MENTIONS", "IN_SCOPE", "EXTRACTED_FROM", "PART_OF", "SUPERSEDES", "SAME_AS",
)  # fmt: skip
_FUNCTIONS: Final = """
    count collect sum avg min max stDev stDevP percentileCont percentileDisc
    coalesce size length head last id elementId type labels keys startNode endNode nodes
    relationships toString toStringOrNull toInteger toIntegerOrNull toFloat toFloatOrNull toBoolean
    toBooleanOrNull toStringList toIntegerList toFloatList toUpper toLower upper lower btrim ltrim
    rtrim left right substring split replace reverse tail range abs ceil floor round sign sqrt exp
    log log10 pi e sin cos tan isEmpty isNaN rand char_length character_length nullIf valueType
    timestamp date datetime localdatetime time localtime duration
    date.truncate datetime.truncate localdatetime.truncate time.truncate localtime.truncate
    datetime.fromEpoch datetime.fromEpochMillis duration.between duration.inMonths duration.inDays
    duration.inSeconds date.transaction datetime.transaction date.statement datetime.statement
    date.realtime datetime.realtime
"""
FUNCTIONS: Final = {name.casefold(): name for name in _FUNCTIONS.split()}
FUNCTION_ADVICE: Final = {
    "properties": "properties() would show everything. Name what you want: n {.name, .type}.",
    "exists": "Write n.name IS NOT NULL, or EXISTS { (a)-->(b) }.",
}
# their value is a whole number, whatever they are given
WHOLE: Final = frozenset(
    {"size", "length", "toInteger", "toIntegerOrNull", "count", "char_length", "character_length"}
)
# the rules whose value may be a text of any length; +x is x, whatever that is
_UNKNOWN: Final = """
    variable expression2 expression3 expression4 functionInvocation parenthesizedExpression
    trimFunction caseExpression extendedCaseExpression reduceExpression
"""
UNKNOWN: Final = frozenset(_UNKNOWN.split())

# what plans may do, without their variants in brackets; a name that is not here is refused, also
# when the syntax was fine
_OPERATORS: Final = """
    ProduceResults Projection Filter Limit ExhaustiveLimit Skip Sort Top PartialSort PartialTop
    Top1WithTies Distinct OrderedDistinct EagerAggregation OrderedAggregation Unwind
    Union OrderedUnion Argument EmptyRow EmptyResult Eager Optional OptionalExpand Expand
    VarLengthExpand BFSPruningVarLengthExpand PruningVarLengthExpand Repeat BidirectionalRepeat
    StatefulShortestPath ShortestPath AllShortestPaths ProjectEndpoints PathPropagatingBFS
    NodeByLabelScan UnionNodeByLabelsScan IntersectionNodeByLabelsScan SubtractionNodeByLabelsScan
    NodeIndexSeek NodeUniqueIndexSeek NodeIndexScan NodeIndexSeekByRange NodeUniqueIndexSeekByRange
    NodeIndexContainsScan NodeIndexEndsWithScan MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek
    DirectedRelationshipTypeScan UndirectedRelationshipTypeScan
    DirectedUnionRelationshipTypesScan UndirectedUnionRelationshipTypesScan
    DirectedRelationshipIndexSeek UndirectedRelationshipIndexSeek DirectedRelationshipIndexScan
    UndirectedRelationshipIndexScan DirectedRelationshipIndexSeekByRange
    UndirectedRelationshipIndexSeekByRange DirectedRelationshipUniqueIndexSeek
    UndirectedRelationshipUniqueIndexSeek DirectedRelationshipByElementIdSeek
    UndirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek
    UndirectedRelationshipByIdSeek
    CartesianProduct NodeHashJoin ValueHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin
    LeftOuterHashJoin RightOuterHashJoin AssertSameNode AssertSameRelationship
    Apply SemiApply AntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply LetSemiApply
    LetAntiSemiApply LetSelectOrSemiApply LetSelectOrAntiSemiApply RollUpApply ConditionalApply
    AntiConditionalApply TriadicSelection TriadicBuild TriadicFilter CacheProperties
    Anti NodeCountFromCountStore RelationshipCountFromCountStore
"""
OPERATORS: Final = frozenset(_OPERATORS.split())
