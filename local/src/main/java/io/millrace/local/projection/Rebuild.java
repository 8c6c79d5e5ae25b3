package io.millrace.local.projection;

import io.millrace.local.StackException;
import io.millrace.store.EventStore;
import io.millrace.store.ObjectStore;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.projection.IndexMapping;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fills new indexes from the events and lets the aliases lead to them, while the live job goes on.
 * Whatever it is stopped in, the old indexes stand; the next run begins anew.
 */
final class Rebuild {
  /** Events that are too few for another run of the job. */
  private static final long FEW = 5_000;

  private static final int MOST_PASSES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SearchServer server;
  private final Indexes indexes;
  private final EventTopic topic;
  private final PrintWriter out;

  Rebuild(SearchServer server, EventTopic topic, PrintWriter out) {
    this.server = server;
    this.indexes = new Indexes(server);
    this.topic = topic;
    this.out = out;
  }

  /** Rebuilds the indexes behind these aliases. */
  void run(Set<String> aliases, Ontology ontology, RebuildJob job, ObjectStore store)
      throws IOException, InterruptedException {
    Map<String, String> next = new TreeMap<>();
    for (String alias : aliases) {
      next.put(alias, indexes.createNext(alias, mapping(alias, ontology), ontology.version()));
    }
    Offsets begun = fill(aliases, job);
    Offsets audited = topic.end();
    Audit audit = new Audit(store, topic, server, Indexes.REBUILDING, PAUSE);
    AuditReport report = audit.run(aliases, aliases::contains, true);
    report.print(out);
    if (report.left() > 0) {
      throw new StackException(
          "The new indexes are not what the events say; the old ones stay in place");
    }
    next.forEach((alias, index) -> swap(alias, index, begun));
    // What the live job wrote into the old indexes after they were compared.
    pass(audited, topic.end(), aliases::contains, "");
  }

  /** What the ontology tells the index of an alias; null where it lacks the type. */
  static @Nullable IndexMapping mapping(String alias, Ontology ontology) {
    String name = alias.substring(alias.indexOf('-') + 1);
    if (alias.startsWith("links-")) {
      LinkType link = ontology.linkType(name);
      return link == null ? null : IndexMapping.of(link);
    }
    ObjectType type = ontology.objectType(name);
    return type == null ? null : IndexMapping.of(type);
  }

  /** Fills all, and catches up; what is left then is little. */
  private Offsets fill(Set<String> aliases, RebuildJob job)
      throws IOException, InterruptedException {
    Offsets begun = topic.end();
    say("from the event store, and Kafka up to " + begun.text());
    // Kafka may have let go of all that a partition ever had.
    job.all(aliases, begun.beyond(topic.beginning()));
    Offsets done = begun;
    for (int pass = 1; pass <= MOST_PASSES; pass++) {
      Offsets now = topic.end();
      long more = now.since(done);
      if (more <= FEW) {
        pass(done, now, aliases::contains, Indexes.REBUILDING);
        return begun;
      }
      say("pass " + pass + " over " + more + " events");
      job.some(aliases, done, now);
      done = now;
    }
    return begun;
  }

  private void swap(String alias, String index, Offsets begun) {
    String before = indexes.current(alias);
    indexes.swap(alias, index, begun);
    indexes.forget(alias, before);
    say(alias + " is " + index + (before == null ? "" : ", was " + before));
  }

  /**
   * Lets an alias lead to the index that it led to before, and brings that up to date.
   *
   * @return whether one was kept
   */
  boolean rollback(String alias) throws IOException {
    Indexes.Retired retired = indexes.retired(alias).orElse(null);
    if (retired == null) {
      return false;
    }
    Offsets begun = topic.end();
    if (topic.beginning().beyond(retired.read()).byPartition().isEmpty()) {
      indexes.name(retired.index(), Indexes.REBUILDING + alias);
      pass(retired.read(), begun, alias::equals, Indexes.REBUILDING);
      indexes.swap(alias, retired.index(), begun);
      pass(begun, topic.end(), alias::equals, "");
      say(alias + " is " + retired.index());
      return true;
    }
    throw new StackException(
        "Kafka no longer has what came since " + retired.index() + " was swapped out: rebuild");
  }

  private void pass(Offsets from, Offsets until, Predicate<String> wanted, String prefix)
      throws IOException {
    BulkWriter writer = new BulkWriter(server, prefix);
    EventStore.Taker each = event -> Audit.documents(event, wanted).forEach(writer::write);
    topic.read(from, until, each);
    writer.flush();
  }

  private void say(String what) {
    out.println(what);
    out.flush();
  }

  /** The aliases that a type has, as an object type or a link type; those of all types. */
  static Set<String> aliases(String type, Set<String> standing, Ontology ontology) {
    Set<String> known = new TreeSet<>(standing);
    ontology.objectTypes().keySet().forEach(name -> known.add("objects-" + name));
    ontology.linkTypes().keySet().forEach(name -> known.add("links-" + name));
    if (!type.equals("all")) {
      known.retainAll(Set.of("objects-" + type, "links-" + type));
    }
    if (known.isEmpty()) {
      throw new StackException("There is no object type and no link type '" + type + "'");
    }
    return known;
  }
}
