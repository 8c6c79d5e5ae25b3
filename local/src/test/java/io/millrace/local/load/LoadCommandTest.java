package io.millrace.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Main;
import io.millrace.testkit.RecordedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoadCommandTest {
  private static final String ONTOLOGY =
      """
      name: shop
      title: Shop
      objectTypes:
        customer:
          title: Customer
          primaryKey: id
          titleProperty: id
          properties:
            id: {title: Id, type: long}
            age: {title: Age, type: integer, minimum: 0}
      """;
  private static final String MAPPING =
      """
      id: customers
      source: {dataset: customers}
      objects:
        - type: customer
          key: row.id
          properties:
            age: {expression: int(row.age), type: long}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path data;
  private Path ontology;
  private Path mapping;

  @BeforeEach
  void files() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    ontology = Files.writeString(folder.resolve("ontology.yaml"), ONTOLOGY);
    mapping = Files.writeString(folder.resolve("customers.yml"), MAPPING);
  }

  private int dryRun() {
    return run("load", "--dry-run", "--ontology", ontology, "--mapping", mapping, "--data", data);
  }

  @Test
  void whatIsProposedCanBeLoadedAsItIs() {
    Path tables = RecordedData.folder("northwind").resolve("examples/northwind/data/csv");
    assertThat(run("infer", "--data", tables, "--output", folder.resolve("proposal"))).isZero();
    ontology = folder.resolve("proposal/ontology.json");
    mapping = folder.resolve("proposal/object-mappings");
    data = tables;
    assertThat(dryRun()).as(out.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("order-detail +2155\n")
        .containsPattern("order-customer +830 +0\n")
        .containsPattern("employee-territory +49 +0\n")
        .contains("Nothing was refused.");
  }

  @Test
  void whatIsRefusedIsToldWithItsRow() throws IOException {
    Files.writeString(data.resolve("customers.csv"), "id,age\n1,30\n2,-7\n,9\n4,old\n5,1,2\n");
    assertThat(dryRun()).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("customers +- +5 +1\n")
        .containsPattern("customer +2\n")
        .containsPattern("1 map-rows +missing-field +customers +customers row 3: objects/0/key: ")
        .containsPattern("1 map-rows +expression-failed +customers +customers row 4: ")
        .containsPattern("1 objectify +\\S+ +customers +customers row 2: customer/2/age: ")
        .containsPattern("1 read +malformed-csv +customers +customers row 5: ");
  }

  @Test
  void aTableThatNobodyTakesIsToldAndIsNoFailure() throws IOException {
    Files.writeString(data.resolve("customers.csv"), "id,age\n1,30\n");
    Files.writeString(data.resolve("Old Prices.jsonl"), "{\"a\":1}\n");
    assertThat(dryRun()).isZero();
    assertThat(out.toString()).containsPattern("old-prices +- +1 +0  no object mapping takes it\n");
  }

  @Test
  void documentsThatCannotBeSavedAreRefusedWithTheirPlaces() throws IOException {
    Files.writeString(data.resolve("customers.csv"), "id,age\n1,30\n");
    Files.writeString(mapping, MAPPING.replace("age:", "size:"));
    assertThat(dryRun()).isEqualTo(1);
    assertThat(err.toString()).contains("customers.yml", "does not fit", "/objects/0/properties/");
    Files.writeString(mapping, MAPPING.replace("row.id", "row."));
    assertThat(dryRun()).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be saved", "/objects/0/key");
    Files.writeString(ontology, ONTOLOGY.replace("primaryKey: id", "primaryKey: nr"));
    assertThat(dryRun()).isEqualTo(1);
    assertThat(err.toString()).contains("ontology.yaml cannot be saved", "/primaryKey");
  }

  @Test
  void listsOfMappingsAreTakenAndTwoOfOneNameRefused() throws IOException {
    Files.writeString(data.resolve("customers.csv"), "id,age\n1,30\n");
    String entry = "- " + MAPPING.strip().replace("\n", "\n  ") + "\n";
    Files.writeString(mapping, entry);
    assertThat(dryRun()).isZero();
    Files.writeString(mapping, entry + entry);
    assertThat(dryRun()).isEqualTo(1);
    assertThat(err.toString()).contains("Two are called 'customers'");
  }

  @Test
  void foldersThatCannotBeLoadedAreRefused() throws IOException {
    assertThat(dryRun()).isEqualTo(1);
    assertThat(err.toString()).contains("There is no table in");
    Files.writeString(data.resolve("customers.csv"), "id,age\n1,30\n");
    Files.writeString(data.resolve("Customers.jsonl"), "{\"id\":1}\n");
    assertThat(dryRun()).isEqualTo(1);
    assertThat(err.toString()).contains("are both the data set 'customers'");
    mapping = Files.createDirectory(folder.resolve("none"));
    assertThat(dryRun()).isEqualTo(1);
    assertThat(err.toString()).contains("There is no object mapping in");
  }

  @Test
  void theScaleOfTpchHasBounds() {
    assertThat(run("tpch", "--out", folder, "--scale", "0")).isEqualTo(1);
    assertThat(run("tpch", "--out", folder, "--scale", "NaN")).isEqualTo(1);
    assertThat(folder.resolve("orders.csv")).doesNotExist();
  }

  private int run(Object... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    return commandLine.execute(texts.toArray(String[]::new));
  }
}
