package io.millrace.udfs.ontology.read;

import static io.millrace.udfs.ontology.Documents.document;
import static io.millrace.udfs.ontology.Documents.findings;
import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.ontology;
import static io.millrace.udfs.ontology.Documents.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.ontology.Cardinality;
import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.LinkEnd;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.ScalarType;
import io.millrace.udfs.ontology.type.VectorType;
import io.millrace.udfs.ontology.type.VectorType.Similarity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OntologyReaderTest {
  private static final String BIG =
      document(
          """
          'valueTypes': {
            'percent': {'title': 'Percent', 'type': 'double', 'minimum': 0, 'maximum': 100,
                        'unit': '%'}},
          'interfaces': {
            'named': {'title': 'Named', 'properties': {
              'name': {'title': 'Name', 'type': 'string', 'required': true},
              'shown': {'title': 'Shown', 'type': 'string', 'computed': 'name.upper()'}}}},
          'objectTypes': {
            'site': {'title': 'Site', 'primaryKey': 'name', 'titleProperty': 'shown',
                     'implements': ['named']},
            'machine': {
              'title': 'Machine', 'description': 'Makes things', 'state': 'draft',
              'primaryKey': ['site', 'number'], 'implements': ['named'],
              'titleProperty': 'name',
              'properties': {
                'site': {'title': 'Site', 'type': 'string'},
                'number': {'title': 'Number', 'type': 'integer'},
                'load': {'title': 'Load', 'valueType': 'percent', 'default': 0},
                'price': {'title': 'Price', 'type': 'decimal', 'precision': 9, 'scale': 2},
                'tags': {'title': 'Tags', 'type': 'list', 'items': 'string', 'maxItems': 5},
                'loads': {'title': 'Loads', 'type': 'map', 'items': {'valueType': 'percent'}},
                'shape': {'title': 'Shape', 'type': 'vector', 'dims': 3,
                          'similarity': 'l2-norm'},
                'mode': {'title': 'Mode', 'type': 'enum', 'values': ['on', 'off']}}}},
          'linkTypes': {
            'machine-site': {'title': 'Stands in', 'state': 'draft', 'source': 'machine', 'target': 'site',
              'cardinality': 'n:1', 'name': 'site', 'inverse': 'machines', 'nested': true,
              'inverseTitle': 'Machines',
              'properties': {'since': {'title': 'Since', 'type': 'date', 'required': true}}}}""");

  @Test
  void readsAllThatThereIs() {
    Ontology ontology = ontology(BIG);
    ObjectType machine = ontology.objectType("machine");
    assertThat(machine.label().description()).isEqualTo("Makes things");
    assertThat(machine.state()).isEqualTo(ElementState.DRAFT);
    assertThat(machine.primaryKey()).containsExactly("site", "number");
    assertThat(machine.properties().get("tags").domain().type())
        .isInstanceOfSatisfying(
            ListType.class, list -> assertThat(list.items().type()).isEqualTo(ScalarType.STRING));
    assertThat(machine.properties().get("price").domain().type()).isEqualTo(new DecimalType(9, 2));
    assertThat(machine.properties().get("shape").domain().type())
        .isEqualTo(new VectorType(3, Similarity.L2_NORM));
    assertThat(machine.properties().get("mode").domain().type())
        .isEqualTo(new EnumType(List.of("on", "off")));
    assertThat(machine.properties().get("loads").domain().text())
        .isEqualTo("map of percent (double)");
    assertThat(reading(BIG).findings()).extracting(f -> f.code().code() + " " + f.path()).isEmpty();
  }

  @Test
  void whatAnInterfaceHasItsTypesHave() {
    ObjectType machine = ontology(BIG).objectType("machine");
    Property name = machine.property("name");
    assertThat(name.from()).isEqualTo("named");
    assertThat(name.required()).isTrue();
    assertThat(machine.computationOrder()).containsExactly("shown");
    assertThat(ontology(BIG).implementing("named"))
        .extracting(ObjectType::name)
        .containsExactly("machine", "site");
  }

  @Test
  void aKeyIsRequiredAndADefaultHasTheFormOfItsType() {
    ObjectType machine = ontology(BIG).objectType("machine");
    assertThat(machine.property("number").required()).isTrue();
    assertThat(machine.property("load").otherwise()).isEqualTo(0.0);
    assertThat(machine.property("load").domain().valueType()).isEqualTo("percent");
    assertThat(machine.property("load").domain().unit()).isEqualTo("%");
  }

  @Test
  void aLinkIsSeenFromBothSides() {
    Ontology ontology = ontology(BIG);
    LinkType link = ontology.linkType("machine-site");
    assertThat(link.cardinality()).isEqualTo(Cardinality.MANY_TO_ONE);
    assertThat(link.nested()).isTrue();
    assertThat(ontology.ends("machine")).containsExactly(new LinkEnd("site", link, true));
    LinkEnd back = ontology.ends("site").get(0);
    assertThat(back.name()).isEqualTo("machines");
    assertThat(back.other()).isEqualTo("machine");
    assertThat(back.many()).isTrue();
    assertThat(ontology.ends("machine").get(0).many()).isFalse();
  }

  @Test
  void computedPropertiesAreOrderedByWhatTheyRead() {
    ObjectType machine =
        ontology(
                machine(
                    """
                    'a': {'type': 'long', 'computed': 'b + c'},
                    'b': {'type': 'long', 'computed': 'c * 2'},
                    'c': {'type': 'long', 'computed': 'd + 1'},
                    'd': {'type': 'long'}"""))
            .objectType("machine");
    assertThat(machine.computationOrder()).containsExactly("c", "b", "a");
  }

  @Test
  void onePropertyThatIsWrongHidesNoOther() {
    String broken =
        document(
            """
            'valueTypes': {'v': {'type': 'strin'}},
            'objectTypes': {
              'a': {'primaryKey': 'x', 'properties': {
                 'x': {'valueType': 'v'},
                 'y': {'type': 'vector'},
                 'z': {'type': 'long', 'computed': 'x + y + 1'},
                 'w': {'type': 'long', 'computed': 'nothing + 1'}}},
              'b': {'properties': {'p': 7}}},
            'linkTypes': {'l': {'source': 'a', 'target': 'c', 'cardinality': '2:3'}},
            'more': 1""");
    assertThat(reading(broken).ontology()).isNull();
    assertThat(reading(broken).errors())
        .extracting(f -> f.code().code() + " " + f.path())
        .containsExactlyInAnyOrder(
            "malformed /more",
            "malformed /valueTypes/v/type",
            "malformed /objectTypes/a/properties/y/dims",
            "bad-expression /objectTypes/a/properties/w/computed",
            "malformed /objectTypes/b/primaryKey",
            "malformed /objectTypes/b/properties/p",
            "malformed /objectTypes/b/properties/p",
            "dangling-link /linkTypes/l/target",
            "malformed /linkTypes/l/cardinality");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"name\": \"x\"} {}",
        "{\"name\": \"x\", \"name\": \"y\"}",
        "{\"name\": 7}",
        "{\"name\": \"x\", \"objectTypes\": []}",
        "{\"name\": \"x\", \"linkTypes\": {\"a\": []}}",
        "{\"name\": \"x\", \"valueTypes\": {\"a\": null}}",
        "{\"name\": \"x\", \"interfaces\": {\"a\": {\"properties\": {\"b\": {\"type\": []}}}}}"
      })
  void whatIsNoOntologyIsRefused(String text) {
    assertThat(reading(text).errors()).isNotEmpty();
  }

  @Test
  void anOntologyMayBeEmpty() {
    assertThat(findings(document("'objectTypes': {}"))).isEmpty();
  }
}
