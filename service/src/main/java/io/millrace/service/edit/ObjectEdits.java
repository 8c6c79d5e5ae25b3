package io.millrace.service.edit;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.definition.StoredOntology;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.Ids;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.instance.Shapes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Accepts edits: from the commit on they will be decided, whatever crashes. */
@Component
class ObjectEdits {
  private static final String ACTOR = "service:api";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final StoredOntology ontology;
  private final EditStore store;
  private final EditPublisher publisher;
  private final EditWaiters waiters;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final ConfluentAvro<ObjectEdit> avro;
  private @Nullable Shapes shapes;

  ObjectEdits(
      ServiceSettings settings,
      StoredOntology ontology,
      EditStore store,
      EditPublisher publisher,
      EditWaiters waiters,
      TransactionTemplate transactions,
      Clock clock) {
    this.ontology = ontology;
    this.store = store;
    this.publisher = publisher;
    this.waiters = waiters;
    this.transactions = transactions;
    this.clock = clock;
    this.avro =
        new ConfluentAvro<>(
            new RegistryClient(settings.registry().url()), Topics.OBJECT_EDITS, ObjectEdit.class);
  }

  /** Reads requests against the ontology that stands. */
  synchronized EditReader reader() {
    Ontology present = ontology.present();
    Shapes known = shapes;
    if (known == null || known.ontology().version() != present.version()) {
      known = Shapes.of(present);
      shapes = known;
    }
    return new EditReader(known);
  }

  /**
   * Accepts edits, all of them or none.
   *
   * @param key with which the request may be repeated; null for one that is not
   * @param batch whether they are a batch, with an id of its own
   * @return the same edits as before where the key was used for the same content
   */
  List<StoredEdit> accept(List<AskedEdit> asked, @Nullable String key, boolean batch) {
    String root = root(key);
    String all = asked.stream().map(AskedEdit::canonical).collect(Collectors.joining("\n"));
    String hash = Ids.derive(batch ? "batch" : "edit", all);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<ObjectEdit> edits = new ArrayList<>(asked.size());
    for (AskedEdit one : asked) {
      ObjectEdit.Builder edit = edit(one, Ids.derive("edit", root, Integer.toString(edits.size())));
      edits.add(edit.setBatchId(batch ? Ids.derive("batch", root) : null).setIssuedAt(now).build());
    }
    List<byte[]> records = edits.stream().map(this::encode).toList();
    List<StoredEdit> stored =
        Objects.requireNonNull(transactions.execute(status -> store(edits, records, hash)));
    publisher.wake();
    return stored;
  }

  private static ObjectEdit.Builder edit(AskedEdit asked, String id) {
    return ObjectEdit.newBuilder()
        .setId(id)
        .setObjectType(asked.type())
        .setObjectId(asked.id())
        .setExpectedSeq(asked.expectedSeq())
        .setOperations(asked.operations())
        .setActor(ACTOR)
        .setTraceId(id);
  }

  private List<StoredEdit> store(List<ObjectEdit> edits, List<byte[]> records, String hash) {
    List<StoredEdit> stored = new ArrayList<>(edits.size());
    for (ObjectEdit edit : edits) {
      boolean added = store.add(edit, hash, records.get(stored.size()));
      StoredEdit present = get(edit.getId());
      if (!added && !hash.equals(present.contentHash())) {
        throw new ProblemException(
            ProblemCode.IDEMPOTENCY_CONFLICT, "The Idempotency-Key was used for another edit");
      }
      stored.add(present);
    }
    return stored;
  }

  /** An edit; a problem where there is none. */
  StoredEdit get(String id) {
    return store
        .find(id)
        .orElseThrow(
            () -> new ProblemException(ProblemCode.NOT_FOUND, "There is no edit '" + id + "'"));
  }

  /**
   * What edits have come to, when all are decided or this time has passed.
   *
   * @param view of them as they stand then
   */
  <T> CompletableFuture<T> await(
      List<StoredEdit> edits, Duration atMost, Function<List<StoredEdit>, T> view) {
    if (atMost.isZero()) {
      return CompletableFuture.completedFuture(view.apply(edits));
    }
    List<CompletableFuture<Void>> pending = new ArrayList<>();
    for (StoredEdit edit : edits) {
      CompletableFuture<Void> decided = waiters.of(edit.id(), atMost);
      if (!get(edit.id()).decided()) {
        pending.add(decided);
      }
    }
    return CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new))
        .thenApplyAsync(unused -> view.apply(edits.stream().map(edit -> get(edit.id())).toList()));
  }

  private static String root(@Nullable String key) {
    if (key == null) {
      return UUID.randomUUID().toString();
    }
    if (!KEY.matcher(key).matches()) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER,
          "Idempotency-Key may have 1 to 255 visible ASCII characters");
    }
    return "key:" + key;
  }

  private synchronized byte[] encode(ObjectEdit edit) {
    try {
      return avro.write(edit);
    } catch (IOException e) {
      throw ProblemException.unavailable("The schema registry", e);
    }
  }
}
