package io.millrace.local.ontology;

import io.millrace.local.StackException;
import io.millrace.local.api.DocumentFiles;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyReading;
import io.millrace.udfs.ontology.change.Change;
import io.millrace.udfs.ontology.lint.Finding;
import io.millrace.udfs.ontology.read.OntologyReader;
import io.millrace.udfs.ontology.use.Review;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is wrong or doubtful about an ontology, and how it differs from another version. */
@Command(
    name = "check",
    description = {
      "Prints what is wrong or doubtful about an ontology and, with --against, how it differs from",
      "another version; one finding or change a line. Exit status 0 if it can be saved, 1 if a",
      "change is breaking, 2 if it has errors. The service's ontology:check also knows which",
      "mappings and rules a change touches."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final int BREAKING = 1;
  private static final int ERRORS = 2;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The ontology: JSON or YAML.")
  private Path file = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "The version that stands; without it there is none.")
  private @Nullable Path against;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Ontology before = against == null ? null : standing(against);
    Review review =
        Review.of(
            before == null ? Ontology.empty() : before,
            read(file),
            List.of(),
            List.of(),
            List.of());
    review.findings().forEach(finding -> out.println(line(finding)));
    if (before != null) {
      review.changes().forEach(change -> out.println(line(change)));
    }
    out.println(summary(review, before != null));
    out.flush();
    if (!review.valid()) {
      return ERRORS;
    }
    return before != null && review.demandsConsent() ? BREAKING : 0;
  }

  private static OntologyReading read(Path file) {
    return OntologyReader.read(DocumentFiles.read(file).toString(), 0);
  }

  private static Ontology standing(Path file) {
    OntologyReading reading = read(file);
    Ontology ontology = reading.ontology();
    if (ontology == null) {
      throw new StackException(
          file + " has errors itself, the first: " + line(reading.findings().get(0)));
    }
    return ontology;
  }

  private static String line(Finding finding) {
    return line(finding.severity().word(), finding.code().code(), finding.path(), finding.reason());
  }

  private static String line(Change change) {
    return line(change.impact().word(), change.code().code(), change.path(), change.reason());
  }

  private static String line(String kind, String code, String path, String reason) {
    String place = path.isEmpty() ? "/" : path;
    return String.format(Locale.ROOT, "%-14s %-22s %s: %s", kind, code, place, reason);
  }

  private static String summary(Review review, boolean compared) {
    long errors = review.findings().stream().filter(Finding::isError).count();
    String found = errors + " errors, " + (review.findings().size() - errors) + " warnings";
    return compared && review.valid()
        ? found
            + ", "
            + review.changes().size()
            + " changes, "
            + review.breaking().size()
            + " of them breaking"
        : found;
  }
}
