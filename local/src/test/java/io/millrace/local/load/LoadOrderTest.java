package io.millrace.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.dataset.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadOrderTest {
  private static final Path EXAMPLES = Path.of("../examples");

  /** Employees report to employees; a team is led by an employee, who is in a team. */
  private static final String ONTOLOGY =
      """
      name: firm
      title: Firm
      objectTypes:
        employee: {title: E, primaryKey: id, titleProperty: id, properties: {id: {title: I, type: long}}}
        team: {title: T, primaryKey: id, titleProperty: id, properties: {id: {title: I, type: long}}}
        town: {title: W, primaryKey: id, titleProperty: id, properties: {id: {title: I, type: long}}}
      linkTypes:
        reports-to: {title: L, name: boss, source: employee, target: employee, cardinality: 'n:1'}
        member: {title: L, name: team, source: employee, target: team, cardinality: 'n:1'}
        leader: {title: L, name: leader, source: team, target: employee, cardinality: 'n:1'}
        located: {title: L, name: town, source: team, target: town, cardinality: 'n:1'}
      """;

  private static final String MAPPINGS =
      """
      - {id: e, source: {dataset: employees}, objects: [{type: employee, key: row.id,
          links: {reports-to: {to: row.boss}, member: {to: row.team}}}]}
      - {id: t, source: {dataset: teams}, objects: [{type: team, key: row.id,
          links: {leader: {to: row.leader}, located: {to: row.town}}}]}
      - {id: w, source: {dataset: towns}, objects: [{type: town, key: row.id}]}
      """;

  @TempDir private Path folder;

  private DataTable table(String name) {
    return new DataTable(name, folder.resolve(name + ".csv"), TableFormat.CSV, "");
  }

  private LoadOrder order(LoadDocuments documents, String... names) {
    return LoadOrder.of(List.of(names).stream().map(this::table).toList(), documents);
  }

  private LoadDocuments firm() throws IOException {
    return LoadDocuments.read(
        Files.writeString(folder.resolve("ontology.yaml"), ONTOLOGY),
        Files.writeString(folder.resolve("mappings.yaml"), MAPPINGS));
  }

  @Test
  void whatLinksLeadToComesFirst() throws Exception {
    LoadDocuments tpch =
        LoadDocuments.read(
            EXAMPLES.resolve("ontology/tpch.yaml"), EXAMPLES.resolve("tpch/object-mappings"));
    LoadOrder order =
        order(
            tpch,
            "customer",
            "lineitem",
            "nation",
            "orders",
            "part",
            "partsupp",
            "region",
            "supplier");
    // Of a supplier there are rows in partsupp too, and these link it to parts.
    assertThat(order.tables())
        .extracting(DataTable::name)
        .containsExactly(
            "region", "nation", "customer", "orders", "part", "partsupp", "supplier", "lineitem");
  }

  @Test
  void circlesAreBrokenWhereTheListBeginsThem() throws Exception {
    assertThat(order(firm(), "employees", "prices", "teams", "towns").tables())
        .extracting(DataTable::name)
        .containsExactly("towns", "teams", "employees", "prices");
    assertThat(order(firm(), "teams", "towns", "employees").tables())
        .extracting(DataTable::name)
        .containsExactly("towns", "employees", "teams");
  }

  @Test
  void aLargeTableWaitsForThoseThatItRefersToAndAreOnTheirWay() throws Exception {
    LoadOrder order = order(firm(), "teams", "towns");
    Files.writeString(table("teams").file(), "x".repeat(1 << 21));
    Files.writeString(table("towns").file(), "x".repeat(1 << 21));
    assertThat(order.isWorthWaiting(table("teams"), table("towns")::equals)).isTrue();
    assertThat(order.isWorthWaiting(table("teams"), table("teams")::equals)).isFalse();
    assertThat(order.isWorthWaiting(table("towns"), t -> true)).isFalse();
    Files.writeString(table("teams").file(), "id\n1\n");
    assertThat(order.isWorthWaiting(table("teams"), t -> true)).isFalse();
  }
}
