package io.millrace.local.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Loads a folder of tables, with the ontology and the object mappings that make objects of them.
 */
@Command(
    name = "load",
    description = {
      "Saves an ontology and object mappings and loads each table of a folder as a data set;",
      "prints what became of them. Exit status 0 if all was taken, 1 if not."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--ontology",
      required = true,
      paramLabel = "FILE",
      description = "JSON or YAML, as ./millrace infer --data writes it.")
  private Path ontology = Path.of("");

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE|DIR",
      description = "An object mapping or a list of them, or a folder of such files.")
  private Path mapping = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A folder of tables: .csv, .tsv, .txt, .jsonl, .json, .xlsx, .avro, .parquet.")
  private Path data = Path.of("");

  @Option(
      names = "--extend",
      description = {
        "Keep what the ontology that stands has beside this one, which is else replaced. Of the",
        "same name this one's counts."
      })
  private boolean extend;

  @Option(
      names = "--allow-breaking",
      description = "Replace the ontology that stands also where that breaks something.")
  private boolean allowBreaking;

  @Option(names = "--dry-run", description = "Do it in memory: needs no server and writes nothing.")
  private boolean dry;

  @Mixin private LoadTargetOptions options = new LoadTargetOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (extend && allowBreaking) {
      throw new ParameterException(
          spec.commandLine(), "--extend keeps what stands, --allow-breaking replaces it");
    }
    LoadDocuments documents = LoadDocuments.read(ontology, mapping);
    List<DataTable> tables = tables();
    LoadResult result =
        dry
            ? dry(documents, tables)
            : new LiveLoad(options.target(), documents, spec.commandLine().getErr())
                .run(tables, standing());
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(new ObjectMapper().valueToTree(result).toPrettyString());
    } else {
      new LoadReport(out).print(result);
    }
    out.flush();
    return result.whole() ? 0 : 1;
  }

  private static LoadResult dry(LoadDocuments documents, List<DataTable> tables)
      throws IOException {
    DryLoad load = new DryLoad(documents, Instant.now(), event -> {});
    for (DataTable table : tables) {
      load.take(table);
    }
    return load.result();
  }

  private SavedDefinitions.Standing standing() {
    if (allowBreaking) {
      return SavedDefinitions.Standing.BREAK;
    }
    return extend ? SavedDefinitions.Standing.EXTEND : SavedDefinitions.Standing.KEEP;
  }

  private List<DataTable> tables() throws IOException {
    List<DataTable> tables = DataTables.in(data);
    if (tables.isEmpty()) {
      throw new StackException("There is no table in " + data);
    }
    Map<String, DataTable> known = new HashMap<>();
    for (DataTable table : tables) {
      DataTable other = known.put(table.dataset(), table);
      if (other != null) {
        throw new StackException(
            "%s and %s are both the data set '%s'"
                .formatted(other.file(), table.file(), table.dataset()));
      }
    }
    return tables;
  }
}
