package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A property, or a link to at most one object, or whether there is a link to one object: what is
 * claimed of it, and what was told. It keeps the greatest claim of each source that may take its
 * claim back; of observations, which nobody takes back, the greatest of all.
 */
final class Register {
  private final List<Claim> claims = new ArrayList<>(1);
  private @Nullable Object told;
  private boolean derived;
  private long setBy;
  private boolean corrected;

  List<Claim> claims() {
    return claims;
  }

  /** Takes what an observation says; returns whether that changes anything. */
  boolean observe(Statement by, Object value, Policy policy) {
    int at = slot(by);
    if (at < 0) {
      claims.add(new Claim(by, value));
      return true;
    }
    Claim known = claims.get(at);
    int order = policy.compare(by, known.by());
    if (order < 0
        || (order == 0 && ValueOrder.compare(value, Objects.requireNonNull(known.value())) <= 0)) {
      return false;
    }
    replace(at, new Claim(by, value));
    return true;
  }

  /** Takes what a row or an edit says in place of what its source said before. */
  void put(Statement by, @Nullable Object value) {
    int at = slot(by);
    if (at < 0) {
      claims.add(new Claim(by, value));
    } else {
      replace(at, new Claim(by, value));
    }
  }

  /** Takes what a row says unless a later one of its source said something. */
  boolean putRow(Statement by, @Nullable Object value) {
    int at = slot(by);
    if (at >= 0 && !Statements.laterRow(by, claims.get(at).by())) {
      return false;
    }
    put(by, value);
    return true;
  }

  /** Forgets what a row said, as its source says something else now. */
  void drop(Statement row, Statement by) {
    if (claims.removeIf(claim -> claim.by() == row)) {
      corrected |= Statements.sameMoment(row, by);
    }
  }

  private void replace(int at, Claim claim) {
    corrected |= Statements.sameMoment(claims.get(at).by(), claim.by());
    claims.set(at, claim);
  }

  private int slot(Statement by) {
    for (int i = 0; i < claims.size(); i++) {
      Statement known = claims.get(i).by();
      boolean sameKind = known.getKind() == by.getKind();
      if (sameKind
          && (by.getKind() != StatementKind.ROW || known.getSource().equals(by.getSource()))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The claim that wins, or null where there is none.
   *
   * @param all whether claims count that were taken back
   */
  @Nullable Claim winner(Policy policy, boolean all) {
    Claim winner = null;
    for (Claim claim : claims) {
      boolean counts = all || !Statements.takenBack(claim.by());
      if (counts && (winner == null || policy.compare(claim.by(), winner.by()) > 0)) {
        winner = claim;
      }
    }
    return winner;
  }

  /** What was told last; null: nothing, or that there is none. */
  @Nullable Object told() {
    return told;
  }

  /** Whether what was told is a default, computed, or of the key. */
  boolean derived() {
    return derived;
  }

  /** The seq of the event that told it; 0 for none. */
  long setBy() {
    return setBy;
  }

  void told(@Nullable Object value, boolean asDerived, long seq) {
    told = value;
    derived = asDerived;
    setBy = seq;
  }

  /** Whether a source has taken back, since this was read, what it said of the same moment. */
  boolean corrected() {
    return corrected;
  }

  /** Whether there is nothing to remember. */
  boolean empty() {
    return claims.isEmpty() && told == null;
  }
}
