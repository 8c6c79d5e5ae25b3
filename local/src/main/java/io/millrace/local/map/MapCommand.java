package io.millrace.local.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.Devices;
import io.millrace.udfs.format.Births;
import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.PayloadFormat;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.Sources;
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
import picocli.CommandLine.Spec;

/** Tries a mapping on messages before it is saved; needs no server. */
@Command(
    name = "map",
    description = {
      "Tries a mapping on messages, by the code that the ingest job runs, and needs no server.",
      "Prints for each message its observations or why it is refused, one JSON object a line, and",
      "at the end what the mapping leaves out. Exit status 0 if no message was refused, 1 if some",
      "were, 2 if the mapping is broken."
    },
    mixinStandardHelpOptions = true)
public final class MapCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--mapping", required = true, paramLabel = "FILE", description = "The mapping.")
  private Path mapping = Path.of("");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "Payloads, one a line; binary formats in base64.")
  private Path input = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "FILE",
      description = "The device that sends them, as in the catalogue; an unknown one without it.")
  private @Nullable Path device;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description = "What is known of their sender: format, schema; nothing without it.")
  private @Nullable Path source;

  @Option(
      names = "--codec",
      paramLabel = "FILE",
      description = "The JavaScript program of the codec that the mapping names.")
  private @Nullable Path codec;

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "A mapping that it extends; may be given several times.")
  private List<Path> bases = List.of();

  @Option(
      names = "--messages",
      description =
          "Lines are whole messages: {\"device\", \"headers\", \"contentType\", \"receivedAt\"} and"
              + " one of \"payload\", \"payloadText\", \"payloadBase64\".")
  private boolean whole;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Headers of every message; 'source' is the mapping's own unless given.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try (Codecs codecs = TrialDocuments.codecs(codec)) {
      TrialDevice sender = TrialDevice.of(device);
      JsonNode document = TrialDocuments.read(mapping);
      headers.putIfAbsent("source", document.path("match").path("source").asText(""));
      Sources senders = TrialDocuments.sources(source);
      PayloadFormats formats = new PayloadFormats().withBirths(Births.inMemory());
      DryRun run =
          new DryRun(
              List.of(TrialDocuments.definition("mapping", document)),
              TrialDocuments.mappings(bases),
              all -> new MappingSet(all, sender.catalogue(), senders, formats, codecs));
      try (BufferedReader lines = Files.newBufferedReader(input, StandardCharsets.ISO_8859_1)) {
        messages(sender, senders)
            .each(lines, (n, message) -> out.println(TrialReport.line(n, run.apply(message))));
      }
      out.flush();
      TrialReport.summary(run).forEach(err::println);
      return run.refusals() == 0 ? 0 : 1;
    } catch (DefinitionException e) {
      for (Problem problem : e.problems()) {
        err.println(mapping + ": " + problem.path() + ": " + problem.reason());
      }
      return 2;
    } catch (NoSuchFileException e) {
      throw new StackException("There is no file " + e.getMessage(), e);
    }
  }

  private TrialMessages messages(TrialDevice sender, Sources senders) {
    Source known = senders.of(headers.getOrDefault("source", ""));
    DeclaredFormat format = known == null ? null : known.format();
    PayloadFormat named = format == null ? PayloadFormat.JSON : format.format();
    return new TrialMessages(sender.id(), headers, named, whole);
  }

  /** A catalogue of one device, or of none. */
  record TrialDevice(String id, Devices catalogue) {
    static TrialDevice of(@Nullable Path file) throws IOException, DefinitionException {
      if (file == null) {
        return new TrialDevice("device", id -> null);
      }
      var known = TrialDocuments.device(TrialDocuments.read(file));
      return new TrialDevice(known.id(), id -> id.equals(known.id()) ? known : null);
    }
  }
}
