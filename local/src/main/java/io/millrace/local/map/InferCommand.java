package io.millrace.local.map;

import io.millrace.local.StackException;
import io.millrace.local.load.DataTable;
import io.millrace.local.load.DataTables;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.infer.DatasetIds;
import io.millrace.udfs.dataset.infer.NamedTable;
import io.millrace.udfs.dataset.infer.TableInference;
import io.millrace.udfs.dataset.infer.TableProposal;
import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.PayloadFormat;
import io.millrace.udfs.inference.Inference;
import io.millrace.udfs.inference.InferenceException;
import io.millrace.udfs.inference.Proposal;
import io.millrace.udfs.inference.Wish;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proposes a mapping from sample messages, or an ontology from tables; needs no server. */
@Command(
    name = "infer",
    description = {
      "Proposes a mapping from sample messages, or an ontology with object mappings from a",
      "folder of tables; needs no server. Prints the documents as JSON, ready to be saved,",
      "and to the error stream how sure it is of each part and why. Exit status 0 if the",
      "mapping maps all samples or every table has a key, 1 if not, 2 if nothing can be read."
    },
    mixinStandardHelpOptions = true)
public final class InferCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Payloads, one a line; binary formats in base64.")
  private @Nullable Path input;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "A folder of tables instead: .csv, .tsv, .txt, .jsonl, .json, .xlsx, .avro, .parquet."
      })
  private @Nullable Path data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Of --data: write ontology.json and object-mappings/ID.json into this folder.")
  private @Nullable Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "json (default), csv, cbor, messagepack, senml-json, text, number …")
  private String format = "json";

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Of CSV; without it the first line is taken for them.")
  private List<String> columns = List.of();

  @Option(names = "--source", description = "The source header of such messages.")
  private @Nullable String source;

  @Option(
      names = "--id",
      description = "The mapping's id, by default as the source; or the ontology's name.")
  private @Nullable String id;

  @Option(names = "--object-type", paramLabel = "TYPE", description = "What is observed.")
  private @Nullable String objectType;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Headers that every message has.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter err = command.commandLine().getErr();
    if ((input == null) == (data == null)) {
      throw new ParameterException(command.commandLine(), "Give either --input or --data");
    }
    return data == null
        ? fromMessages(command, Objects.requireNonNull(input), err)
        : fromTables(command, data, err);
  }

  private int fromTables(CommandSpec command, Path folder, PrintWriter err) throws IOException {
    List<NamedTable> tables = DataTables.in(folder).stream().map(DataTable::named).toList();
    if (tables.isEmpty()) {
      err.println("millrace: There is no table in " + folder);
      return 2;
    }
    String name = id == null ? DatasetIds.of(folder.toAbsolutePath().getFileName() + "") : id;
    try {
      TableProposal proposal = TableInference.propose(name, tables);
      if (output == null) {
        command.commandLine().getOut().println(TableProposalReport.document(proposal));
        command.commandLine().getOut().flush();
      } else {
        TableProposalReport.write(proposal, output);
      }
      TableProposalReport.lines(proposal).forEach(err::println);
      return proposal.primaryKeys().size() == tables.size() ? 0 : 1;
    } catch (TableException e) {
      err.println("millrace: " + e.getMessage());
      return 2;
    }
  }

  private int fromMessages(CommandSpec command, Path file, PrintWriter err) throws IOException {
    PayloadFormat named = PayloadFormat.named(format);
    if (named == null) {
      throw new ParameterException(
          command.commandLine(), "--format must be one of " + PayloadFormat.words());
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      if (named == PayloadFormat.CSV && columns.isEmpty()) {
        columns = SampleLines.header(lines.readLine());
      }
      SampleLines samples = new SampleLines(new DeclaredFormat(named, columns), headers);
      Proposal proposal =
          Inference.propose(samples.read(lines, err), new Wish(id, source, objectType));
      command.commandLine().getOut().println(proposal.document());
      command.commandLine().getOut().flush();
      ProposalTable.lines(proposal).forEach(err::println);
      return proposal.mapped() == proposal.samples() ? 0 : 1;
    } catch (InferenceException e) {
      err.println("millrace: " + e.getMessage());
      return 2;
    } catch (NoSuchFileException e) {
      throw new StackException("There is no file " + e.getMessage(), e);
    }
  }
}
