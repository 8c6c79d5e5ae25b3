package io.millrace.udfs.ontology.change;

import static io.millrace.udfs.ontology.Documents.ontology;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.ontology.Documents;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each kind of change in both directions: what it is called, and how grave it is. */
class OntologyDiffTest {
  /** Every line: a part of the document, what it becomes, and the change there and back. */
  private static final List<Row> ROWS =
      List.of(
          row(
              "'title': 'Machine'",
              "'title': 'Device'",
              "label-changed safe none",
              "label-changed safe none"),
          row(
              "'M', 'state': 'active'",
              "'M', 'state': 'deprecated'",
              "state-changed safe none",
              "state-changed safe none"),
          row(
              "'M', 'state': 'active'",
              "'M', 'state': 'draft'",
              "state-changed breaking none",
              "state-changed safe none"),
          row(
              "'lone': {'primaryKey': 'id', 'properties': {'id': {'type': 'string'}}},",
              "",
              "object-type-removed breaking none",
              "object-type-added safe none"),
          row(
              "'primaryKey': 'id', 'titleProperty'",
              "'primaryKey': ['id', 'r'], 'titleProperty'",
              "key-changed breaking rebuild",
              "key-changed breaking rebuild"),
          row(
              "'titleProperty': 'id'",
              "'titleProperty': 'm'",
              "title-property-changed needs-backfill rebuild",
              "title-property-changed needs-backfill rebuild"),
          row(
              "'spare': {'title': 'S'}",
              "",
              "interface-removed breaking none",
              "interface-added safe none"),
          row(
              "'kept': {'title': 'K'}",
              "'kept': {'properties': {'x': {'type': 'long'}}, 'title': 'K'}",
              "interface-changed safe none, property-added safe in-place",
              "interface-changed safe none, property-removed breaking rebuild"),
          row(
              "'implements': ['kept']",
              "'implements': []",
              "interface-dropped breaking none",
              "interface-implemented safe none"),
          row(
              ", 'loose': {'type': 'long'}",
              "",
              "value-type-removed safe none",
              "value-type-added safe none"),
          row(
              "'loose': {'type': 'long'}",
              "'loose': {'type': 'date'}",
              "value-type-changed safe none",
              "value-type-changed safe none"),
          row(
              "'m': {'type': 'string'},",
              "",
              "property-removed breaking rebuild",
              "property-added safe in-place"),
          row(
              "'r': {'type': 'string', 'required': true},",
              "",
              "property-removed breaking rebuild",
              "property-added breaking in-place"),
          row(
              "'d': {'type': 'string', 'default': 'x'},",
              "",
              "property-removed breaking rebuild",
              "property-added needs-backfill rebuild"),
          row(
              "'c': {'type': 'long', 'computed': 'n + 1'},",
              "",
              "property-removed breaking rebuild",
              "property-added needs-backfill rebuild"),
          row(
              "'n': {'type': 'integer'",
              "'n': {'type': 'long'",
              "type-changed needs-backfill rebuild",
              "type-changed breaking rebuild"),
          row(
              "'values': ['a', 'b']",
              "'values': ['a', 'b', 'c']",
              "type-changed safe none",
              "type-changed breaking none"),
          row(
              "'pattern': 'x+'",
              "'pattern': 'y+'",
              "constraints-changed breaking none, value-type-changed safe none",
              "constraints-changed breaking none, value-type-changed safe none"),
          row(
              "'maxLength': 5",
              "'maxLength': 6",
              "constraints-changed safe none, value-type-changed safe none",
              "constraints-changed breaking none, value-type-changed safe none"),
          row(", 'unit': 'm'", "", "unit-changed breaking none", "unit-changed safe none"),
          row(
              "'unit': 'm'",
              "'unit': 'km'",
              "unit-changed breaking none",
              "unit-changed breaking none"),
          row(
              "'string', 'required': true}",
              "'string'}",
              "required-changed safe none",
              "required-changed breaking none"),
          row(
              "'unique': false",
              "'unique': true",
              "unique-changed breaking none",
              "unique-changed safe none"),
          row(
              "'indexed': true",
              "'indexed': false",
              "indexed-changed breaking rebuild",
              "indexed-changed needs-backfill rebuild"),
          row(
              "'searchable': false",
              "'searchable': true",
              "searchable-changed needs-backfill rebuild",
              "searchable-changed breaking rebuild"),
          row(
              "'sensitive': false",
              "'sensitive': true",
              "sensitive-changed needs-backfill rebuild",
              "sensitive-changed breaking rebuild"),
          row(
              "'default': 'x'",
              "'default': 'y'",
              "default-changed needs-backfill rebuild",
              "default-changed needs-backfill rebuild"),
          row(
              "'n + 1'",
              "'n + 2'",
              "computation-changed needs-backfill rebuild",
              "computation-changed needs-backfill rebuild"),
          row(
              ", 'computed': 'n + 1'",
              "",
              "computation-changed breaking rebuild",
              "computation-changed breaking rebuild"),
          row(
              "'free': {'source': 'machine', 'target': 'machine', 'cardinality': '1:n'},",
              "",
              "link-type-removed breaking rebuild",
              "link-type-added safe in-place"),
          row(
              "'target': 'site'",
              "'target': 'machine'",
              "link-ends-changed breaking rebuild",
              "link-ends-changed breaking rebuild"),
          row(
              "'name': 'at'",
              "'name': 'site'",
              "link-name-changed breaking rebuild",
              "link-name-changed breaking rebuild"),
          row(
              "'inverse': 'machines',",
              "",
              "inverse-changed breaking rebuild",
              "inverse-changed needs-backfill rebuild"),
          row(
              "'cardinality': 'n:1'",
              "'cardinality': 'n:m'",
              "cardinality-changed safe none",
              "cardinality-changed breaking none"),
          row(
              "'nested': false",
              "'nested': true",
              "nested-changed needs-backfill rebuild",
              "nested-changed breaking rebuild"));

  private static final String BASE =
      Documents.document(
          """
          'valueTypes': {'used': {'type': 'string', 'pattern': 'x+', 'maxLength': 5}
            , 'loose': {'type': 'long'}},
          'interfaces': {'kept': {'title': 'K'}, 'spare': {'title': 'S'}},
          'objectTypes': {
            'lone': {'primaryKey': 'id', 'properties': {'id': {'type': 'string'}}},
            'site': {'primaryKey': 'id', 'properties': {'id': {'type': 'string'}}},
            'machine': {
              'title': 'Machine', 'primaryKey': 'id', 'titleProperty': 'id',
              'implements': ['kept'],
              'properties': {
                'id': {'type': 'string'},
                'm': {'type': 'string'},
                'r': {'type': 'string', 'required': true},
                'd': {'type': 'string', 'default': 'x'},
                'n': {'type': 'integer', 'unit': 'm'},
                'c': {'type': 'long', 'computed': 'n + 1'},
                'e': {'type': 'enum', 'values': ['a', 'b']},
                'v': {'valueType': 'used'},
                's': {'title': 'M', 'state': 'active', 'type': 'string', 'unique': false,
                      'indexed': true, 'searchable': false, 'sensitive': false}}}},
          'linkTypes': {
            'free': {'source': 'machine', 'target': 'machine', 'cardinality': '1:n'},
            'machine-site': {'source': 'machine', 'target': 'site', 'name': 'at',
              'inverse': 'machines', 'cardinality': 'n:1', 'nested': false}}""");

  private record Row(String part, String becomes, String there, String back) {}

  private static Row row(String part, String becomes, String there, String back) {
    return new Row(part.replace('\'', '"'), becomes.replace('\'', '"'), there, back);
  }

  private static String changed(Row row) {
    String base = BASE;
    assertThat(base).as("The base has it").contains(row.part());
    return base.replace(row.part(), row.becomes()).replace(", }", "}").replaceAll(",\\s*}", "}");
  }

  private static List<String> changes(String before, String after) {
    return OntologyDiff.between(ontology(before), ontology(after), List.of()).stream()
        .map(c -> c.code().code() + " " + c.impact().word() + " " + c.index().word())
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> eachChangeIsClassifiedThereAndBack() {
    return ROWS.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.there() + " / " + row.back(),
                    () -> {
                      String after = changed(row);
                      assertThat(changes(BASE, after)).containsExactly(row.there().split(", "));
                      assertThat(changes(after, BASE)).containsExactly(row.back().split(", "));
                    }));
  }

  @Test
  void noCodeIsWithoutItsRow() {
    Set<String> codes = new HashSet<>();
    for (Row row : ROWS) {
      for (String change : (row.there() + ", " + row.back()).split(", ")) {
        codes.add(change.split(" ")[0]);
      }
    }
    assertThat(codes)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.allOf(ChangeCode.class).stream().map(ChangeCode::code).toList());
  }

  @Test
  void nothingBreaksWithADraft() {
    String draft = BASE.replace("\"Machine\",", "\"Machine\", \"state\": \"draft\",");
    String less = draft.replace("\"m\": {\"type\": \"string\"},", "");
    assertThat(changes(draft, less)).containsExactly("property-removed needs-backfill rebuild");
  }

  @Test
  void whatAValueTypeBringsAboutStandsWhereItActs() {
    String after = BASE.replace("\"maxLength\": 5", "\"maxLength\": 4");
    assertThat(OntologyDiff.between(ontology(BASE), ontology(after), List.of()))
        .extracting(c -> c.code().code() + " " + c.path())
        .containsExactly(
            "constraints-changed /objectTypes/machine/properties/v",
            "value-type-changed /valueTypes/used");
  }

  @Test
  void aChangeTouchesWhatUsesIt() {
    List<Usage> usages =
        List.of(
            new Usage(Usage.Kind.MAPPING, "makes-m", "machine", Set.of("m", "n")),
            new Usage(Usage.Kind.MAPPING, "makes-n", "machine", Set.of("n")),
            new Usage(Usage.Kind.RULE, "reads-m", "machine", Set.of("m")),
            new Usage(Usage.Kind.RULE, "reads-n", "machine", Set.of("n")),
            new Usage(Usage.Kind.QUERY, "asks-site", "site", Set.of("id")));
    String less = BASE.replace("\"m\": {\"type\": \"string\"},", "");
    assertThat(touches(BASE, less, usages))
        .containsExactly("makes-m", "reads-m", "objects-machine");
    // Optional again: nobody must look at it, and the index takes it in place.
    assertThat(touches(less, BASE, usages)).containsExactly("objects-machine");
    String free = BASE.replace("\"r\": {\"type\": \"string\", \"required\": true},", "");
    assertThat(touches(free, BASE, usages))
        .containsExactly("makes-m", "makes-n", "objects-machine");
    String noSite = BASE.replace("\"target\": \"site\"", "\"target\": \"machine\"");
    assertThat(touches(BASE, noSite, usages))
        .containsExactly(
            "makes-m",
            "makes-n",
            "reads-m",
            "reads-n",
            "asks-site",
            "objects-machine",
            "objects-site");
    String old = BASE.replace("\"m\": {", "\"m\": {\"state\": \"deprecated\", ");
    assertThat(touches(BASE, old, usages)).containsExactly("makes-m", "reads-m");
    String said = BASE.replace("\"m\": {", "\"m\": {\"title\": \"Make\", ");
    assertThat(touches(BASE, said, usages)).isEmpty();
  }

  private static List<String> touches(String before, String after, List<Usage> usages) {
    List<Change> changes = OntologyDiff.between(ontology(before), ontology(after), usages);
    assertThat(changes).hasSize(1);
    return changes.get(0).touches().stream().map(Usage::id).toList();
  }
}
