package io.millrace.local.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SenML packs, each beside a file that says what it resolves to: {@code ex5.json} and {@code
 * ex5.gen.json} beside {@code ex5.gen.resolved.json}, or {@code NAME.json} beside {@code
 * NAME.resolved.json}. Any of them may be named; a pack that has no such file beside it must
 * resolve, and what it resolves to must resolve to itself.
 */
final class SenmlSuite implements Suite {
  private static final String RESOLVED = ".resolved";

  @Override
  public List<String> endings() {
    return List.of(".json", ".senml", ".sensml", ".cbor", ".senmlc");
  }

  @Override
  public List<CaseResult> run(Path file) throws IOException {
    if (!CaseFiles.name(file).contains(RESOLVED)) {
      return List.of(run(file, resolvedOf(file)));
    }
    List<CaseResult> results = new ArrayList<>();
    for (Path pack : packsOf(file)) {
      results.add(run(pack, file));
    }
    return results;
  }

  private static CaseResult run(Path pack, @Nullable Path resolved) throws IOException {
    return SenmlCase.run(pack, resolved == null ? null : Files.readAllBytes(resolved));
  }

  /** The packs that stand beside what they resolve to; that file itself where there is none. */
  private static List<Path> packsOf(Path resolved) {
    String name = String.valueOf(resolved.getFileName());
    String stem = name.substring(0, name.toLowerCase(Locale.ROOT).indexOf(RESOLVED));
    List<Path> packs = new ArrayList<>();
    for (String base : stem.endsWith(".gen") ? List.of(stem, without(stem)) : List.of(stem)) {
      Path pack = resolved.resolveSibling(base + ".json");
      if (Files.isRegularFile(pack)) {
        packs.add(pack);
      }
    }
    return packs.isEmpty() ? List.of(resolved) : packs;
  }

  private static String without(String stem) {
    return stem.substring(0, stem.length() - ".gen".length());
  }

  private static @Nullable Path resolvedOf(Path pack) {
    String name = String.valueOf(pack.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    for (String end : List.of(".resolved.json", ".gen.resolved.json")) {
      Path resolved = pack.resolveSibling(stem + end);
      if (Files.isRegularFile(resolved)) {
        return resolved;
      }
    }
    return null;
  }
}
