package io.millrace.local.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.millrace.local.Main;
import io.millrace.local.api.DocumentFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  private static final Path EXAMPLE = Path.of("../examples/ontology/tpch.yaml");
  private static final Path SCHEMA =
      Path.of("../schemas/src/main/json/ontology/ontology.schema.json");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @Test
  void theShippedExampleHasNothingToFind() throws IOException {
    assertThat(check(EXAMPLE.toString())).isZero();
    assertThat(out.toString().strip()).isEqualTo("0 errors, 0 warnings");
    JsonNode schema = new ObjectMapper().readTree(Files.readString(SCHEMA));
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(DocumentFiles.read(EXAMPLE)))
        .isEmpty();
  }

  @Test
  void aVersionAgainstItselfHasNoChanges() {
    assertThat(check(EXAMPLE.toString(), "--against", EXAMPLE.toString())).isZero();
    assertThat(out.toString()).contains("0 changes, 0 of them breaking");
  }

  @Test
  void changesArePrintedWithWhatTheyDemand() throws IOException {
    String example = Files.readString(EXAMPLE);
    Path next =
        write(
            "next.yaml",
            example
                .replace("      brand: {title: Brand, type: string}\n", "")
                .replace("title: Wholesale", "title: Trade"));
    assertThat(check(next.toString(), "--against", EXAMPLE.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "safe           label-changed          /: Has other words for people",
            "breaking       property-removed       /objectTypes/part/properties/brand: Is gone",
            "0 errors, 0 warnings, 2 changes, 1 of them breaking");
  }

  @Test
  void errorsArePrintedWithTheirPlaces() throws IOException {
    Path broken =
        write(
            "broken.json",
            "{\"name\":\"x\",\"objectTypes\":{\"a\":{\"primaryKey\":\"id\",\"title\":\"A\"}}}");
    assertThat(check(broken.toString(), "--against", EXAMPLE.toString())).isEqualTo(2);
    assertThat(out.toString())
        .contains(
            "error          unknown-key            /objectTypes/a/primaryKey:"
                + " There is no property 'id'")
        .contains("warning        missing-title          /: Has no title")
        .contains("1 errors, 2 warnings\n");
  }

  @Test
  void whatCannotBeReadOrComparedIsSaid() throws IOException {
    assertThat(check(folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("There is no file");
    Path broken = write("broken.json", "{\"name\":\"X\"}");
    assertThat(check(EXAMPLE.toString(), "--against", broken.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("broken.json has errors itself");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int check(String... arguments) {
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 2];
    all[0] = "ontology";
    all[1] = "check";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return main.execute(all);
  }
}
