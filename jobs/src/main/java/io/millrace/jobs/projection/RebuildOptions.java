package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.elasticsearch.ElasticsearchSettings;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be rebuilt, and from what.
 *
 * @param aliases of indexes; what is written goes to {@code rebuild-ALIAS}
 * @param store root of the event store as the cluster reaches it; empty: Kafka alone
 * @param from offsets by partition of {@code object-events} to begin at; a partition that is not
 *     named is read from its beginning
 * @param until offsets before which to end; a partition that is not named is not read
 */
record RebuildOptions(
    Set<String> aliases, String store, Map<Integer, Long> from, Map<Integer, Long> until)
    implements Serializable {
  private static final Option<String> ALIASES =
      Option.of("rebuild.aliases", OptionType.TEXT, "", "Aliases of indexes, comma-separated");
  private static final Option<String> STORE =
      Option.of(
          "rebuild.store",
          OptionType.TEXT,
          "",
          "Root of the event store: s3://BUCKET/PREFIX or file:///FOLDER; empty for none");
  private static final Option<String> FROM =
      Option.of(
          "rebuild.from",
          OptionType.TEXT,
          "",
          "Offsets of object-events to begin at: PARTITION:OFFSET, comma-separated");
  private static final Option<String> UNTIL =
      Option.of(
          "rebuild.until", OptionType.TEXT, "", "Offsets of object-events before which to end");

  static final OptionSet SET = options();

  private static OptionSet options() {
    List<Option<?>> own = new ArrayList<>(List.of(ALIASES, STORE, FROM, UNTIL));
    own.addAll(ElasticsearchSettings.OPTIONS);
    return CommonOptions.with(own.toArray(new Option<?>[0]));
  }

  static RebuildOptions of(OptionValues values) {
    return new RebuildOptions(
        words(values.get(ALIASES)).collect(Collectors.toUnmodifiableSet()),
        values.get(STORE),
        offsets(values.get(FROM)),
        offsets(values.get(UNTIL)));
  }

  private static Map<Integer, Long> offsets(String text) {
    Map<Integer, Long> offsets = new TreeMap<>();
    words(text)
        .forEach(
            word -> {
              int colon = word.indexOf(':');
              offsets.put(
                  Integer.valueOf(word.substring(0, colon)),
                  Long.valueOf(word.substring(colon + 1)));
            });
    return offsets;
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty());
  }
}
