package io.millrace.udfs.dataset.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.read.Tables;
import io.millrace.udfs.ontology.OntologyReading;
import io.millrace.udfs.ontology.lint.Finding;
import io.millrace.udfs.ontology.read.OntologyReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableInferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static NamedTable csv(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new NamedTable(
        name,
        () -> Tables.open(TableFormat.CSV, new ByteArrayInputStream(bytes), TableOptions.DETECTED));
  }

  private static String rows(String header, int count, java.util.function.IntFunction<String> row) {
    StringBuilder text = new StringBuilder(header).append('\n');
    IntStream.rangeClosed(1, count).forEach(i -> text.append(row.apply(i)).append('\n'));
    return text.toString();
  }

  private static TableProposal propose(NamedTable... tables) throws Exception {
    return TableInference.propose("shop", List.of(tables));
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text);
  }

  @Test
  void aReferenceBecomesALinkOfManyToOne() throws Exception {
    TableProposal proposal =
        propose(
            csv("people", rows("person_id,name", 40, i -> i + ",P" + i)),
            csv(
                "orders",
                rows("order_id,person_id,total", 90, i -> i + "," + (i % 40 + 1) + ",1." + i)));
    assertThat(proposal.foreignKeys())
        .containsExactly(
            new ForeignKey(
                "orders",
                "person_id",
                "people",
                "person_id",
                40,
                40,
                false,
                0.91,
                "is called like the key"));
    JsonNode ontology = json(proposal.ontology());
    assertThat(ontology.at("/linkTypes/order-person/cardinality").asText()).isEqualTo("n:1");
    assertThat(ontology.at("/objectTypes/order/properties/personId").isMissingNode()).isTrue();
    assertThat(ontology.at("/objectTypes/order/properties/total/type").asText())
        .isEqualTo("double");
    JsonNode mapping = json(proposal.mappings().get("orders"));
    assertThat(mapping.at("/source/dataset").asText()).isEqualTo("orders");
    assertThat(mapping.at("/objects/0/key").asText()).isEqualTo("row.order_id");
    assertThat(mapping.at("/objects/0/links/order-person/to").asText()).isEqualTo("row.person_id");
    assertThat(mapping.at("/objects/0/properties/total/expression").asText())
        .isEqualTo("parseNumber(row.total)");
  }

  @Test
  void aTableOfTwoReferencesIsALinkOfManyToMany() throws Exception {
    TableProposal proposal =
        propose(
            csv("users", rows("user_id,name", 30, i -> i + ",U" + i)),
            csv("groups", rows("group_id,name", 20, i -> i + ",G" + i)),
            csv(
                "user_groups",
                rows("user_id,group_id", 60, i -> (i % 30 + 1) + "," + (i % 20 + 1))));
    JsonNode ontology = json(proposal.ontology());
    assertThat(ontology.at("/objectTypes").size()).isEqualTo(2);
    assertThat(ontology.at("/linkTypes/user-group/cardinality").asText()).isEqualTo("n:m");
    JsonNode mapping = json(proposal.mappings().get("user-groups"));
    assertThat(mapping.at("/objects/0/type").asText()).isEqualTo("user");
    assertThat(mapping.at("/objects/0/links/user-group/to").asText()).isEqualTo("row.group_id");
    OntologyReading reading = OntologyReader.read(proposal.ontology(), 0);
    assertThat(reading.findings().stream().filter(Finding::isError)).isEmpty();
  }

  @Test
  void smallNumbersAreNoReferencesUnlessANameSaysSo() throws Exception {
    TableProposal proposal =
        propose(
            csv("shelves", rows("shelf_id,level", 50, i -> i + "," + i % 9)),
            csv(
                "boxes",
                rows("box_id,weight,colour", 50, i -> i + "," + (i % 7 + 1) + "," + (i % 3 + 1))));
    assertThat(proposal.foreignKeys()).isEmpty();
  }

  @Test
  void aFewMissingKeysLowerTheConfidenceAndManyMakeItNoReference() throws Exception {
    NamedTable people = csv("people", rows("person_id,name", 100, i -> i + ",P" + i));
    ForeignKey some =
        propose(people, csv("orders", rows("order_id,person_id", 105, i -> i + "," + i)))
            .foreignKeys()
            .get(0);
    assertThat(some.values()).isEqualTo(105);
    assertThat(some.found()).isEqualTo(100);
    assertThat(some.confidence()).isBetween(0.85, 0.95);
    assertThat(
            propose(people, csv("orders", rows("order_id,person_id", 150, i -> i + "," + i)))
                .foreignKeys())
        .isEmpty();
  }

  @Test
  void aNullOrARepetitionIsNoKey() throws Exception {
    TableProposal proposal = propose(csv("things", "id,code\n1,a\n,b\n2,c\n2,d\n3,a\n"));
    assertThat(proposal.primaryKeys()).isEmpty();
    assertThat(proposal.notes()).anyMatch(note -> note.contains("has no key"));
    assertThat(proposal.mappings()).isEmpty();
  }

  @Test
  void keysBeyondWhatIsHeldAreFoundByTheirSample() throws Exception {
    int many = 5 * DistinctValues.EXACT;
    TableProposal proposal =
        propose(
            csv("people", rows("person_id,group", many, i -> i + ",g" + i % 5)),
            csv("orders", rows("order_id,person_id", many, i -> "o" + i + "," + (i / 2 + 1))));
    assertThat(proposal.primaryKeys())
        .extracting(key -> key.table() + key.columns())
        .containsExactly("people[person_id]", "orders[order_id]");
    assertThat(proposal.foreignKeys()).hasSize(1);
    assertThat((double) proposal.foreignKeys().get(0).values())
        .isCloseTo(many / 2.0, org.assertj.core.data.Percentage.withPercentage(3));
    assertThat(proposal.foreignKeys().get(0).confidence()).isGreaterThan(0.95);
  }

  @Test
  void leadingZerosAndTextsInDigitsStayTexts() throws Exception {
    TableProposal proposal =
        propose(csv("places", rows("zip,name", 30, i -> "0%04d,x%d".formatted(i, i))));
    assertThat(json(proposal.ontology()).at("/objectTypes/place/properties/zip/type").asText())
        .isEqualTo("string");
  }
}
