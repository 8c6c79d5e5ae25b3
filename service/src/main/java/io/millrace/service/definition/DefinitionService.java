package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.ServiceSettings;
import io.millrace.service.definition.Saved.Outcome;
import io.millrace.service.outbox.Outbox;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes definitions. The row, its history and what is to be published are written in one
 * transaction, so that no crash can lose one of them.
 */
@Service
class DefinitionService {
  private final DefinitionStore store;
  private final DefinitionValidator validator;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Duration effectiveDelay;

  DefinitionService(
      DefinitionStore store,
      DefinitionValidator validator,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock,
      ServiceSettings settings) {
    this.store = store;
    this.validator = validator;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
    this.effectiveDelay = settings.rules().effectiveDelay();
  }

  /**
   * Makes a definition, or gives it another document. The same document again changes nothing; a
   * paused definition stays paused.
   */
  Saved put(Kind kind, String id, Document document, Precondition precondition) {
    return put(kind, id, document, precondition, (current, next) -> {});
  }

  /**
   * The same, where the guard agrees.
   *
   * @param guard throws a problem where the next document must not follow the present version
   */
  Saved put(Kind kind, String id, Document document, Precondition precondition, Guard guard) {
    validator.check(kind, id, document);
    return change(
        kind,
        id,
        precondition,
        current -> {
          guard.check(current, document);
          if (current == null || current.state() == DefinitionState.REMOVED) {
            return new Content(DefinitionState.ACTIVE, document.json());
          }
          return document.sameAs(current.document())
              ? new Content(current.state(), current.document())
              : new Content(current.state(), document.json());
        });
  }

  /** Pauses, resumes or removes a definition that stands; a problem where there is none. */
  Saved move(Kind kind, String id, DefinitionState state, Precondition precondition) {
    if (state != DefinitionState.ACTIVE) {
      validator.checkRemoval(kind, id);
    }
    return change(
        kind,
        id,
        precondition,
        current -> {
          if (current == null || current.state() == DefinitionState.REMOVED) {
            throw absent(kind, id);
          }
          return new Content(state, current.document());
        });
  }

  static ProblemException absent(Kind kind, String id) {
    return new ProblemException(
        ProblemCode.NOT_FOUND, "There is no " + kind.word() + " '" + id + "'");
  }

  private Saved change(Kind kind, String id, Precondition precondition, Step step) {
    Saved saved =
        transaction.execute(
            status -> {
              Optional<Saved> done = Optional.empty();
              while (done.isEmpty()) {
                done = attempt(kind, id, precondition, step);
              }
              return done.get();
            });
    return saved;
  }

  /** Empty where another transaction made the definition meanwhile: then there is a row to lock. */
  private Optional<Saved> attempt(Kind kind, String id, Precondition precondition, Step step) {
    StoredDefinition current = store.lock(kind, id).orElse(null);
    boolean stands = current != null && current.state() != DefinitionState.REMOVED;
    precondition.check(stands ? current : null);
    Content content = step.apply(current);
    if (current != null
        && current.state() == content.state()
        && current.document().equals(content.document())) {
      return Optional.of(new Saved(current, Outcome.UNCHANGED));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StoredDefinition next =
        new StoredDefinition(
            kind,
            id,
            current == null ? 1 : current.version() + 1,
            content.state(),
            content.document(),
            // The Avro type of the published record holds milliseconds.
            now,
            kind.timed() ? effectiveAt(now, current) : null);
    if (current != null) {
      store.update(next);
    } else if (!store.insert(next)) {
      return Optional.empty();
    }
    store.remember(next);
    outbox.append(next);
    return Optional.of(new Saved(next, stands ? Outcome.CHANGED : Outcome.CREATED));
  }

  /** Late enough for the version to be in all subtasks before; never before its predecessor's. */
  private Instant effectiveAt(Instant now, @Nullable StoredDefinition current) {
    Instant at = now.plus(effectiveDelay);
    Instant before = current == null ? null : current.effectiveAt();
    return before != null && before.isAfter(at) ? before : at;
  }

  /** Looks at a change while nobody else can make one; null stands for one that never was. */
  @FunctionalInterface
  interface Guard {
    void check(@Nullable StoredDefinition current, Document next);
  }

  private record Content(DefinitionState state, String document) {}

  /** What becomes of a definition; null stands for one that never was. */
  private interface Step {
    Content apply(@Nullable StoredDefinition current);
  }
}
