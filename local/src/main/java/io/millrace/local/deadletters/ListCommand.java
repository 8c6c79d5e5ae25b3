package io.millrace.local.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.api.ServiceOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists letters, or groups of them. */
@Command(
    name = "list",
    description = "Lists dead letters, those refused last first; or groups, the largest first.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "NAME",
      description = "Group by these: code, stage, path, source, mapping, device.")
  private List<String> by = new ArrayList<>();

  @Option(names = "--limit", defaultValue = "20", description = "Lines at most, up to 500.")
  private int limit;

  @Option(names = "--offset", defaultValue = "0", description = "Letters to leave out at first.")
  private int offset;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Map.Entry<String, String>> parameters = new ArrayList<>(filter.parameters());
    parameters.add(Map.entry("limit", Integer.toString(limit)));
    by.forEach(name -> parameters.add(Map.entry("by", name)));
    if (by.isEmpty()) {
      parameters.add(Map.entry("offset", Integer.toString(offset)));
    }
    JsonNode answer =
        by.isEmpty()
            ? new LetterApi(service.api()).list(parameters)
            : new LetterApi(service.api()).groups(parameters);
    if (service.json()) {
      out.println(answer.toPrettyString());
    } else if (by.isEmpty()) {
      new LetterTable(out).letters(answer);
    } else {
      new LetterTable(out).groups(answer, by);
    }
    out.flush();
    return 0;
  }
}
