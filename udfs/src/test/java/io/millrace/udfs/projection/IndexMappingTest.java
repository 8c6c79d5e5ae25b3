package io.millrace.udfs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.change.IndexAction;
import io.millrace.udfs.ontology.change.OntologyDiff;
import io.millrace.udfs.ontology.read.OntologyReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexMappingTest {
  private static Ontology ontology(String properties) {
    String json =
        "{'name':'t','objectTypes':{'m':{'primaryKey':'id','properties':{'id':{'type':'string'}%s}}}}"
            .formatted(properties.isEmpty() ? "" : "," + properties)
            .replace('\'', '"');
    return OntologyReader.read(json, 1).ontology();
  }

  private static IndexMapping mapping(String properties) {
    return IndexMapping.of(ontology(properties).objectType("m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'string' | {\"type\":\"keyword\",\"ignore_above\":8191}",
        "'type':'string','searchable':true | {\"type\":\"keyword\",\"ignore_above\":8191,\"copy_to\":\"search\"}",
        "'type':'string','indexed':false | {\"type\":\"keyword\",\"index\":false,\"doc_values\":false,\"ignore_above\":8191}",
        "'type':'string','indexed':false,'searchable':true | {\"type\":\"keyword\",\"index\":false,\"doc_values\":false,\"ignore_above\":8191,\"copy_to\":\"search\"}",
        "'type':'enum','values':['a','b'] | {\"type\":\"keyword\",\"ignore_above\":8191}",
        "'type':'boolean' | {\"type\":\"boolean\",\"ignore_malformed\":true}",
        "'type':'integer' | {\"type\":\"integer\",\"ignore_malformed\":true}",
        "'type':'long' | {\"type\":\"long\",\"ignore_malformed\":true}",
        "'type':'duration' | {\"type\":\"long\",\"ignore_malformed\":true}",
        "'type':'double','indexed':false | {\"type\":\"double\",\"index\":false,\"doc_values\":false,\"ignore_malformed\":true}",
        "'type':'decimal','scale':2 | {\"type\":\"double\",\"ignore_malformed\":true}",
        "'type':'timestamp' | {\"type\":\"date\",\"ignore_malformed\":true,\"format\":\"strict_date_optional_time\"}",
        "'type':'date' | {\"type\":\"date\",\"ignore_malformed\":true,\"format\":\"strict_date\"}",
        "'type':'geo-point' | {\"type\":\"object\",\"enabled\":false}",
        "'type':'list','items':'long' | {\"type\":\"long\",\"ignore_malformed\":true}",
        "'type':'list','items':'string','searchable':true | {\"type\":\"keyword\",\"ignore_above\":8191,\"copy_to\":\"search\"}",
        "'type':'map','items':'double' | {\"type\":\"flattened\",\"ignore_above\":8191}",
        "'type':'map','items':'double','indexed':false | {\"type\":\"object\",\"enabled\":false}",
        "'type':'vector','dims':3,'similarity':'dot-product' | {\"type\":\"dense_vector\",\"dims\":3,\"index\":true,\"similarity\":\"dot_product\"}",
        "'type':'vector','dims':3,'similarity':'cosine','indexed':false | {\"type\":\"dense_vector\",\"dims\":3,\"index\":false}"
      })
  void everyTypeHasItsField(String property, String field) {
    assertThat(mapping("'p':{" + property + "}").fields().get("properties.p")).hasToString(field);
  }

  @Test
  void placesHaveAFieldOfTheirOwn() {
    IndexMapping mapping = mapping("'at':{'type':'geo-point'}");
    assertThat(mapping.toMapping().path("places"))
        .hasToString(
            "{\"properties\":{\"at\":{\"type\":\"geo_point\",\"ignore_malformed\":true}}}");
    assertThat(mapping.toMapping().at("/properties/properties/id/type").asText())
        .isEqualTo("keyword");
    assertThat(mapping("'at':{'type':'geo-point','indexed':false}").fields().get("places.at"))
        .hasToString(
            "{\"type\":\"geo_point\",\"index\":false,\"doc_values\":false,\"ignore_malformed\":true}");
  }

  @Test
  void anIndexSaysForWhatItWasMade() throws Exception {
    IndexState made = IndexState.made(3, mapping("'p':{'type':'long'}"));
    String stored = made.toMeta().toString();
    IndexState read = IndexState.of(new ObjectMapper().readTree(stored));
    assertThat(read).isEqualTo(made);
    assertThat(IndexState.of(MissingNode.getInstance()).made()).isNull();
  }

  @Test
  void whatIsNewIsAddedAndWhatIsOtherNeedsARebuild() {
    IndexState made = IndexState.made(3, mapping("'p':{'type':'long'}"));
    IndexMapping more = mapping("'p':{'type':'long'},'q':{'type':'date'}");
    assertThat(made.missing(more).fields()).containsOnlyKeys("properties.q");
    IndexState added = made.against(4, more);
    assertThat(added.rebuild()).isEmpty();
    assertThat(added.missing(more).fields()).isEmpty();
    // What is gone stays: old documents have it.
    assertThat(made.against(4, mapping("")).rebuild()).isEmpty();
    IndexState other = added.against(5, mapping("'p':{'type':'string'}"));
    assertThat(other.rebuild()).singleElement().asString().startsWith("properties.p: ");
    // What was changed back needs none.
    assertThat(other.against(6, more).rebuild()).isEmpty();
  }

  @Test
  void anIndexThatGuessedIsToBeRebuilt() {
    IndexState guessed = IndexState.of(MissingNode.getInstance());
    IndexMapping wanted = mapping("'p':{'type':'long'}");
    assertThat(guessed.missing(wanted).fields()).isEmpty();
    assertThat(guessed.against(1, wanted).rebuild()).hasSize(1);
  }

  /** What an index cannot do in place, the review said before. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'integer' | 'type':'long'",
        "'type':'long' | 'type':'string'",
        "'type':'string' | 'type':'string','searchable':true",
        "'type':'string' | 'type':'string','indexed':false",
        "'type':'vector','dims':3,'similarity':'cosine' | 'type':'vector','dims':3,'similarity':'l2-norm'"
      })
  void theReviewDemandsNoLess(String before, String after) {
    Ontology from = ontology("'p':{" + before + "}");
    Ontology to = ontology("'p':{" + after + "}");
    IndexState state = IndexState.made(1, IndexMapping.of(from.objectType("m")));
    assertThat(state.against(2, IndexMapping.of(to.objectType("m"))).rebuild()).hasSize(1);
    assertThat(OntologyDiff.between(from, to, List.of()))
        .anyMatch(change -> change.index() == IndexAction.REBUILD);
  }
}
