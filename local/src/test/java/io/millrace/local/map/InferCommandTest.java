package io.millrace.local.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InferCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  /** What it prints is a mapping that {@code map} takes for the same input. */
  @Test
  void printsAMappingThatMapsItsInput() throws IOException {
    Path input = write("in.jsonl", "{\"id\":\"a\",\"t_c\":1.5}\n\n{\"id\":\"b\",\"t_c\":2}\n");
    assertThat(run("infer", "--input", input, "--source", "rooms", "--object-type", "room"))
        .isZero();
    assertThat(err.toString())
        .contains("property", "tC", "2 of 2 samples are mapped", "object id: payload.id");
    Path mapping = write("mapping.json", out.toString());
    assertThat(run("map", "--mapping", mapping, "--input", input)).isZero();
    assertThat(out.toString()).contains("\"objectType\":\"room\",\"objectId\":\"b\"");
    assertThat(err.toString()).contains("2 observations, 0 refusals").doesNotContain("Never read");
  }

  @Test
  void theFirstLineOfCsvNamesTheColumns() throws IOException {
    Path input = write("in.csv", "timestamp,\"flow\"\n2026-01-01 00:00:00,1.5\n");
    assertThat(run("infer", "--input", input, "--format", "csv")).isZero();
    assertThat(out.toString()).contains("parseNumber(payload.flow)", "time(payload.timestamp, ");
    assertThat(run("infer", "--input", input, "--format", "csv", "--columns", "a,b")).isZero();
    assertThat(out.toString()).contains("payload.a", "payload.b");
  }

  @Test
  void binaryFormatsAreBase64() throws IOException {
    Path input = write("in.txt", "oWNiYXIB\n***\n");
    assertThat(run("infer", "--input", input, "--format", "cbor")).isZero();
    assertThat(out.toString()).contains("payload.bar");
    assertThat(err.toString()).contains("Line 2 is left out: A line must be base64");
  }

  @Test
  void aFolderOfTablesGivesAnOntologyAndMappings() throws IOException {
    Path data = Files.createDirectory(folder.resolve("Web shop"));
    Files.writeString(data.resolve("customers.csv"), "customer_id,name\n1,Ann\n2,Bob\n3,Cy\n");
    Files.writeString(
        data.resolve("orders.jsonl"),
        "{\"order_id\":7,\"customer_id\":1}\n{\"order_id\":8,\"customer_id\":1}\n");
    Files.writeString(data.resolve("README.md"), "no table");
    Path output = folder.resolve("proposal");
    assertThat(run("infer", "--data", data, "--output", output)).isZero();
    assertThat(err.toString()).contains("customers(customer_id)", "orders(order_id)");
    assertThat(output.resolve("object-mappings/orders.json")).content().contains("row.order_id");
    assertThat(run("ontology", "check", output.resolve("ontology.json"))).isZero();
    assertThat(run("infer", "--data", data)).isZero();
    assertThat(out.toString()).contains("\"name\" : \"web-shop\"", "\"objectMappings\"");
  }

  @Test
  void eitherMessagesOrTables() throws IOException {
    assertThat(run("infer")).isEqualTo(2);
    assertThat(run("infer", "--data", folder, "--input", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("either --input or --data");
    assertThat(run("infer", "--data", Files.createDirectory(folder.resolve("none")))).isEqualTo(2);
    Files.writeString(folder.resolve("broken.avro"), "no Avro");
    assertThat(run("infer", "--data", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("no Avro container");
    assertThat(run("infer", "--data", folder.resolve("nowhere"))).isEqualTo(1);
  }

  @Test
  void nothingToMapIsSaid() throws IOException {
    assertThat(run("infer", "--input", write("in.jsonl", "{}\n{\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("Line 2 is left out", "No sample has a value");
    assertThat(run("infer", "--input", "nowhere.jsonl")).isEqualTo(1);
    assertThat(run("infer", "--input", write("in.jsonl", "1\n"), "--format", "xml")).isEqualTo(2);
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

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
