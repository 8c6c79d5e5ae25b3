package io.millrace.local.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.StackException;
import io.millrace.local.api.ServiceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one letter. */
@Command(
    name = "show",
    description = "Shows a dead letter with its headers and the beginning of its payload.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  private static final List<String> BYTES = List.of("payload", "key", "headers", "letter");
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServiceOptions service = new ServiceOptions();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  private String id = "";

  @Option(
      names = "--payload",
      paramLabel = "FILE",
      description = "Write the payload's bytes there.")
  private @Nullable Path payload;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode letter = new LetterApi(service.api()).show(id);
    if (payload != null) {
      if (!letter.hasNonNull("payload")) {
        throw new StackException("There is no payload: it had none, or it is stored no longer");
      }
      Files.write(payload, letter.path("payload").binaryValue());
    }
    if (service.json()) {
      out.println(letter.toPrettyString());
    } else {
      print((ObjectNode) letter, out);
    }
    out.flush();
    return 0;
  }

  private static void print(ObjectNode letter, PrintWriter out) {
    letter
        .properties()
        .forEach(
            field -> {
              if (!BYTES.contains(field.getKey()) && !field.getValue().isNull()) {
                line(out, field.getKey(), field.getValue());
              }
            });
    letter
        .path("headers")
        .properties()
        .forEach(header -> line(out, "header " + header.getKey(), header.getValue()));
  }

  private static void line(PrintWriter out, String name, JsonNode value) {
    out.printf("%-20s %s%n", LetterTable.text(name), LetterTable.text(value));
  }
}
