package io.millrace.udfs.ontology.lint;

import static io.millrace.udfs.ontology.Documents.document;
import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For each code a document in which it is found, and where. */
class LintTest {
  private static final String OWNER = "/objectTypes/machine";
  private static final String PROPERTIES = OWNER + "/properties/";

  private record Case(String document, String path) {}

  private static final Map<LintCode, Case> CASES = new TreeMap<>();

  private static void add(LintCode code, String document, String path) {
    CASES.put(code, new Case(document, path));
  }

  private static void property(LintCode code, String properties, String path) {
    add(code, machine(properties), PROPERTIES + path);
  }

  /** An object type {@code machine} with more members, and more beside it. */
  private static String type(String members, String more) {
    return document(
        "'objectTypes': {'machine': {'title': 'Machine', 'properties': {"
            + "'id': {'title': 'Id', 'type': 'string'},"
            + "'secret': {'title': 'Secret', 'type': 'string', 'sensitive': true},"
            + "'all': {'title': 'All', 'type': 'list', 'items': 'string'}}, "
            + members
            + "}}"
            + more);
  }

  private static String link(String members) {
    return type(
        "'primaryKey': 'id', 'titleProperty': 'id'",
        ", 'linkTypes': {'l': {'title': 'L', 'source': 'machine', 'cardinality': 'n:m', "
            + members
            + "}}");
  }

  static {
    add(LintCode.MALFORMED, document("'objectType': {}"), "/objectType");
    add(
        LintCode.BAD_NAME,
        document("'valueTypes': {'E Mail': {'type': 'string'}}"),
        "/valueTypes/E Mail");
    property(LintCode.RESERVED_NAME, "'in': {'type': 'long'}", "in");
    property(LintCode.UNKNOWN_VALUE_TYPE, "'a': {'valueType': 'mail'}", "a/valueType");
    add(
        LintCode.UNKNOWN_INTERFACE,
        type("'primaryKey': 'id', 'implements': ['named']", ""),
        OWNER + "/implements/0");
    add(LintCode.DANGLING_LINK, link("'target': 'site', 'inverse': 'm'"), "/linkTypes/l/target");
    add(LintCode.DUPLICATE_LINK_NAME, link("'target': 'machine', 'inverse': 'l'"), "/linkTypes/l");
    add(
        LintCode.PROPERTY_CONFLICT,
        type(
            "'primaryKey': 'id', 'implements': ['i']",
            ", 'interfaces': {'i': {'properties': {'id': {'type': 'long'}}}}"),
        PROPERTIES + "id");
    add(LintCode.UNKNOWN_KEY, type("'primaryKey': 'key'", ""), OWNER + "/primaryKey");
    add(LintCode.BAD_KEY, type("'primaryKey': ['id', 'all']", ""), OWNER + "/primaryKey");
    add(
        LintCode.UNKNOWN_TITLE_PROPERTY,
        type("'primaryKey': 'id', 'titleProperty': 'name'", ""),
        OWNER + "/titleProperty");
    add(
        LintCode.BAD_TITLE_PROPERTY,
        type("'primaryKey': 'id', 'titleProperty': 'all'", ""),
        OWNER + "/titleProperty");
    property(LintCode.BAD_CONSTRAINT, "'a': {'type': 'string', 'pattern': '('}", "a/pattern");
    property(LintCode.BAD_UNIT, "'a': {'type': 'double', 'unit': 'smoot'}", "a/unit");
    property(LintCode.BAD_DEFAULT, "'a': {'type': 'integer', 'default': 1.5}", "a/default");
    property(LintCode.BAD_EXPRESSION, "'a': {'type': 'long', 'computed': 'b + 1'}", "a/computed");
    property(
        LintCode.COMPUTED_CYCLE,
        "'a': {'type': 'long', 'computed': 'b'}, 'b': {'type': 'long', 'computed': 'a'}",
        "a/computed");
    property(
        LintCode.COMPUTED_CONFLICT,
        "'a': {'type': 'long', 'computed': '1', 'required': true}",
        "a/computed");
    property(LintCode.BAD_UNIQUE, "'a': {'type': 'double', 'unique': true}", "a/unique");
    property(LintCode.BAD_SEARCHABLE, "'a': {'type': 'date', 'searchable': true}", "a/searchable");

    property(LintCode.NAMING, "'Max_Speed': {'title': 'T', 'type': 'long'}", "Max_Speed");
    property(
        LintCode.SIMILAR_NAMES,
        "'maxSpeed': {'title': 'T', 'type': 'long'}, 'max_speed': {'title': 'U', 'type': 'long'}",
        "max_speed");
    property(LintCode.MISSING_TITLE, "'a': {'type': 'long'}", "a");
    add(LintCode.MISSING_TITLE_PROPERTY, type("'primaryKey': 'id'", ""), OWNER);
    add(LintCode.MISSING_INVERSE, link("'target': 'machine'"), "/linkTypes/l");
    add(
        LintCode.UNUSED_VALUE_TYPE,
        document("'valueTypes': {'mail': {'title': 'Mail', 'type': 'string'}}"),
        "/valueTypes/mail");
    add(
        LintCode.UNUSED_INTERFACE,
        document("'interfaces': {'i': {'title': 'I'}}"),
        "/interfaces/i");
    property(
        LintCode.SENSITIVE_SEARCHABLE,
        "'a': {'title': 'A', 'type': 'string', 'sensitive': true, 'searchable': true}",
        "a");
    add(LintCode.SENSITIVE_KEY, type("'primaryKey': 'secret'", ""), OWNER + "/primaryKey");
    add(
        LintCode.SENSITIVE_TITLE,
        type("'primaryKey': 'id', 'titleProperty': 'secret'", ""),
        OWNER + "/titleProperty");
    property(
        LintCode.SENSITIVE_SOURCE,
        "'a': {'title': 'A', 'type': 'string', 'sensitive': true}, "
            + "'b': {'title': 'B', 'type': 'string', 'computed': 'a'}",
        "b/computed");
    property(
        LintCode.REQUIRED_WITH_DEFAULT,
        "'a': {'title': 'A', 'type': 'long', 'required': true, 'default': 1}",
        "a");
    add(
        LintCode.UNSTABLE_USE,
        link("'target': 'machine', 'inverse': 'm'")
            .replace("\"Machine\"", "\"M\", \"state\": \"deprecated\""),
        "/linkTypes/l/source");
    add(LintCode.TOO_MANY_PROPERTIES, machine(many(500)), OWNER + "/properties");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'p" + i + "': {'title': 'P', 'type': 'long'}")
        .collect(Collectors.joining(", "));
  }

  @TestFactory
  java.util.stream.Stream<DynamicTest> eachCodeIsFoundWhereItIs() {
    return CASES.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().code(),
                    () -> {
                      var findings = reading(entry.getValue().document()).findings();
                      assertThat(findings)
                          .as("%s", findings)
                          .anySatisfy(
                              f -> {
                                assertThat(f.code()).isEqualTo(entry.getKey());
                                assertThat(f.path()).isEqualTo(entry.getValue().path());
                                assertThat(f.reason()).isNotBlank();
                              });
                      boolean error = entry.getKey().severity() == Severity.ERROR;
                      var ontology = reading(entry.getValue().document()).ontology();
                      assertThat(ontology == null).as("refused").isEqualTo(error);
                    }));
  }

  @Test
  void noCodeIsWithoutItsCase() {
    assertThat(CASES.keySet()).isEqualTo(EnumSet.allOf(LintCode.class));
  }

  @Test
  void aWarningIsFoundAlone() {
    Set<LintCode> noisy = EnumSet.of(LintCode.SENSITIVE_KEY, LintCode.UNSTABLE_USE);
    CASES.forEach(
        (code, found) -> {
          if (code.severity() == Severity.WARNING && !noisy.contains(code)) {
            assertThat(reading(found.document()).findings())
                .as(code.code())
                .extracting(Finding::code)
                .containsOnly(code);
          }
        });
  }

  @Test
  void errorsStandBeforeWarnings() {
    var findings = reading(machine("'a': {'type': 'long'}, 'b': {'type': 'lng'}")).findings();
    assertThat(findings).extracting(Finding::severity).isSorted();
    assertThat(findings.get(0).isError()).isTrue();
  }

  @Test
  void anInterfaceReportsItsOwnTroubleOnce() {
    var findings =
        reading(
                type(
                    "'primaryKey': 'id', 'implements': ['i']",
                    """
                    , 'interfaces': {'i': {'properties': {
                        'a': {'type': 'long', 'computed': 'b'},
                        'b': {'type': 'long', 'computed': 'a'},
                        'c': {'type': 'long', 'computed': 'nothing'}}}}"""))
            .errors();
    assertThat(findings)
        .extracting(f -> f.code().code() + " " + f.path())
        .containsExactly(
            "computed-cycle /interfaces/i/properties/a/computed",
            "bad-expression /interfaces/i/properties/c/computed");
  }

  @Test
  void aConstraintOfAnotherTypeIsRefusedAndLooksAtNothing() {
    var findings = reading(machine("'a': {'type': 'long', 'minLength': 2, 'default': 5}")).errors();
    assertThat(findings)
        .extracting(f -> f.code().code() + " " + f.path())
        .containsExactly("bad-constraint /objectTypes/machine/properties/a/minLength");
  }
}
