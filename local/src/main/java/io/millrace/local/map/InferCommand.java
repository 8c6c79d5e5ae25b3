package io.millrace.local.map;

import io.millrace.local.StackException;
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

/** Proposes a mapping from sample messages; needs no server. */
@Command(
    name = "infer",
    description = {
      "Proposes a mapping from sample messages; needs no server. Prints the mapping as",
      "JSON, ready to be saved, and to the error stream how sure it is of each part and",
      "why. Exit status 0 if the mapping maps all samples, 1 if not, 2 if no sample",
      "can be read."
    },
    mixinStandardHelpOptions = true)
public final class InferCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "Payloads, one a line; binary formats in base64.")
  private Path input = Path.of("");

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

  @Option(names = "--id", description = "The mapping's id; by default as the source.")
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
    PayloadFormat named = PayloadFormat.named(format);
    if (named == null) {
      throw new ParameterException(
          command.commandLine(), "--format must be one of " + PayloadFormat.words());
    }
    try (BufferedReader lines = Files.newBufferedReader(input, StandardCharsets.ISO_8859_1)) {
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
