package io.millrace.udfs.objectify.mapping;

import static io.millrace.udfs.objectify.mapping.ObjectMappingTest.compile;
import static io.millrace.udfs.objectify.mapping.ObjectMappingTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.join.JoinRequest;
import io.millrace.udfs.objectify.join.JoinSource;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import io.millrace.udfs.ontology.Documents;
import io.millrace.udfs.ontology.change.Usage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoinTest {
  private static final Origin PLACE = new Origin("dataset-rows", 0, 7L, 0);
  private static final Map<String, Object> ROW = Map.of("id", 1L, "sku", "a", "buyer", 7L);

  @Test
  void a_row_asks_by_its_keys_and_expressions_see_what_was_found() throws Exception {
    Mapped begun = map(orders(""), ROW);
    assertThat(begun.said()).isEmpty();
    Joining joining = begun.joinings().get(0);
    assertThat(joining.asked())
        .extracting(Joining.Asked::request)
        .containsExactly(
            new JoinRequest(new JoinSource.Objects("customer"), List.of("7")),
            new JoinRequest(
                new JoinSource.Table(
                    "erp", "shop", "prices", List.of("day", "sku"), List.of("amount")),
                List.of(1L, "a")));
    Mapped mapped = joining.with(List.of(found("name", "Ann"), found("amount", 2.5)));
    assertThat(mapped.said())
        .singleElement()
        .extracting(ObjectSaid::getProperties)
        .isEqualTo(Map.of("total", 2.5, "buyer", "Ann"));
  }

  @Test
  void what_is_missing_is_null_or_skips_or_refuses() throws Exception {
    List<JoinAnswer> priceless = List.of(found("name", "Ann"), JoinAnswer.NOTHING);
    assertThat(map(orders(""), ROW).joinings().get(0).with(priceless).said())
        .singleElement()
        .extracting(ObjectSaid::getProperties)
        .isEqualTo(Map.of("buyer", "Ann"));
    Mapped skipped = map(orders("'missing': 'skip',"), ROW).joinings().get(0).with(priceless);
    assertThat(skipped.said()).isEmpty();
    assertThat(skipped.refusals()).isEmpty();
    assertRefused(orders("'missing': 'refuse',"), priceless, "join-missing");
  }

  @Test
  void a_key_without_a_value_asks_nothing_and_finds_nothing() throws Exception {
    Joining joining = map(orders(""), Map.of("id", 1L, "sku", "a")).joinings().get(0);
    assertThat(joining.asked().get(0).request()).isNull();
    List<JoinAnswer> answers = List.of(found("name", "nobody"), found("amount", 2.5));
    assertThat(joining.with(answers).said())
        .singleElement()
        .extracting(ObjectSaid::getProperties)
        .isEqualTo(Map.of("total", 2.5));
  }

  @Test
  void several_rows_and_a_source_that_cannot_answer_refuse() throws Exception {
    JoinAnswer several = new JoinAnswer.Found(List.of(Map.of("amount", 1), Map.of("amount", 2)));
    JoinAnswer failed = new JoinAnswer.Failed("no such table");
    assertRefused(orders(""), List.of(JoinAnswer.NOTHING, several), "join-ambiguous");
    assertRefused(orders(""), List.of(JoinAnswer.NOTHING, failed), "join-failed");
  }

  @Test
  void a_row_that_does_not_count_asks_nothing_and_a_wrong_key_refuses() throws Exception {
    Mapped filtered = map(orders("").replace("'joins'", "'filter': 'row.id > 1', 'joins'"), ROW);
    assertThat(filtered.joinings()).isEmpty();
    Mapped wrong = map(orders(""), Map.of("id", 1L, "sku", List.of("a")));
    assertThat(wrong.refusals())
        .extracting(refusal -> refusal.code().code(), Refusal::path)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("wrong-type", "joins/price/key/sku"));
  }

  @Test
  void a_misspelt_join_or_column_is_found_when_it_is_saved() {
    refused("row.id + joins.prize.amount", "/objects/0/properties/p/expression");
    refused("joins.price.amout", "/objects/0/properties/p/expression");
    refused("joins.buyer.age", "/objects/0/properties/p/expression");
  }

  @Test
  void filter_and_keys_do_not_see_what_is_joined() {
    assertThat(problems(orders("").replace("'row.sku'", "'joins.buyer.name'")))
        .extracting(Problem::path)
        .containsExactly("/joins/price/key/sku");
    assertThat(problems(orders("").replace("'joins'", "'filter': 'has(joins.price)', 'joins'")))
        .extracting(Problem::path)
        .containsExactly("/filter");
  }

  @Test
  void an_object_that_is_joined_must_be_one_of_the_ontology() throws Exception {
    ObjectMapping mapping = compile(orders(""));
    String types =
        """
        'objectTypes': {
          'order': {'title': 'O', 'primaryKey': 'id', 'titleProperty': 'id', 'properties': {
            'id': {'title': 'I', 'type': 'string'}, 'total': {'title': 'T', 'type': 'double'},
            'buyer': {'title': 'B', 'type': 'string'}}},
          'customer': {'title': 'C', 'primaryKey': ['id', 'site'], 'titleProperty': 'id',
            'properties': {'id': {'title': 'I', 'type': 'string'},
              'site': {'title': 'S', 'type': 'string'}}}}""";
    assertThat(ObjectMappingFit.problems(mapping, Documents.ontology(Documents.document(types))))
        .extracting(Problem::path)
        .containsExactly("/joins/buyer/key", "/joins/buyer/properties");
    String without = types.replace("'customer':", "'client':");
    assertThat(ObjectMappingFit.problems(mapping, Documents.ontology(Documents.document(without))))
        .extracting(Problem::path)
        .containsExactly("/joins/buyer/type");
    assertThat(ObjectMappingFit.usages(mapping))
        .contains(new Usage(Usage.Kind.OBJECT_MAPPING, "orders", "customer", Set.of("name")));
  }

  private static String orders(String ofPrice) {
    return """
    {'id': 'orders', 'source': {'dataset': 'orders'},
     'joins': {
       'price': {%s 'connection': 'erp', 'schema': 'shop', 'table': 'prices',
                 'key': {'sku': 'row.sku', 'day': '1'}, 'columns': ['amount']},
       'buyer': {'type': 'customer', 'key': 'row.buyer', 'properties': ['name'], 'wait': 'PT5S'}},
     'objects': [{'type': 'order', 'key': 'row.id', 'properties': {
       'total': {'expression': 'joins.price.amount', 'type': 'double'},
       'buyer': {'expression': 'joins.buyer.name', 'type': 'string'}}}]}"""
        .formatted(ofPrice);
  }

  private static Mapped map(String document, Map<String, Object> values) throws Exception {
    return new ObjectMappings(List.of(compile(document))).map(row(1, values), PLACE);
  }

  private static JoinAnswer found(String name, Object value) {
    return new JoinAnswer.Found(List.of(Map.of(name, value)));
  }

  private static void assertRefused(String document, List<JoinAnswer> answers, String code)
      throws Exception {
    assertThat(map(document, ROW).joinings().get(0).with(answers).refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.code().code()).isEqualTo(code);
              assertThat(refusal.path()).isEqualTo("joins/price");
              assertThat(refusal.mappingId()).isEqualTo("orders");
            });
  }

  private static void refused(String expression, String path) {
    String document =
        orders("")
            .replace(
                "'total': {'expression': 'joins.price.amount'",
                "'p': {'expression': '" + expression + "'");
    assertThat(problems(document)).extracting(Problem::path).containsExactly(path);
  }

  private static List<Problem> problems(String document) {
    DefinitionException refused =
        catchThrowableOfType(DefinitionException.class, () -> compile(document));
    assertThat(refused).isNotNull();
    return refused.problems();
  }
}
