package io.millrace.udfs.objectify.finding;

import io.millrace.schemas.avro.FindingKind;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.OtherEnd;
import io.millrace.udfs.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong about one object's links from others, or about what objects share; each is told
 * when it comes about and when it is right again. Of those that share something the one whose id
 * sorts first is taken to be right. So what is open in the end follows from the facts and not from
 * their order.
 */
public final class Findings {
  private final OtherEnd end;
  private final Members members;
  private final List<ObjectFinding> told = new ArrayList<>(0);
  private final Instant at;

  private Findings(OtherEnd end, Members members, Instant at) {
    this.end = end;
    this.members = members;
    this.at = at;
  }

  /**
   * Takes a fact.
   *
   * @param end of the fact's key; changed
   */
  public static List<ObjectFinding> take(OtherEnd end, Members members, ObjectFact fact) {
    Findings findings = new Findings(end, members, fact.getAt());
    switch (fact.getKind()) {
      case THERE -> findings.there(true);
      case GONE -> findings.there(false);
      case LINKED -> findings.linked(fact);
      case UNLINKED -> findings.unlinked(fact);
      case HOLDS -> findings.holds(fact);
      case LETS_GO -> findings.letsGo(fact);
    }
    return findings.told;
  }

  private void there(boolean now) {
    if (end.getThere() == now) {
      return;
    }
    end.setThere(now);
    for (ObjectFact link : members.all()) {
      tell(FindingKind.DANGLING_LINK, link, link.getOtherId(), !now);
    }
  }

  private void linked(ObjectFact link) {
    if (members.get(key(link)) == null) {
      members.put(key(link), link);
      if (!end.getThere()) {
        tell(FindingKind.DANGLING_LINK, link, link.getOtherId(), true);
      }
    }
  }

  private void unlinked(ObjectFact link) {
    if (members.get(key(link)) != null) {
      members.remove(key(link));
      if (!end.getThere()) {
        tell(FindingKind.DANGLING_LINK, link, link.getOtherId(), false);
      }
    }
  }

  private void holds(ObjectFact holder) {
    if (members.get(key(holder)) != null) {
      return;
    }
    String first = end.getFirst();
    if (first.isEmpty()) {
      end.setFirst(key(holder));
    } else if (key(holder).compareTo(first) < 0) {
      shared(false);
      end.setFirst(key(holder));
      shared(true);
    } else {
      shared(holder, true);
    }
    members.put(key(holder), holder);
  }

  private void letsGo(ObjectFact holder) {
    ObjectFact known = members.get(key(holder));
    if (known == null) {
      return;
    }
    members.remove(key(holder));
    if (!key(holder).equals(end.getFirst())) {
      shared(known, false);
      return;
    }
    shared(false);
    end.setFirst(members.all().stream().map(Findings::key).min(String::compareTo).orElse(""));
    shared(true);
  }

  /** All that hold it, but for the first. */
  private void shared(boolean open) {
    for (ObjectFact holder : members.all()) {
      if (!key(holder).equals(end.getFirst())) {
        shared(holder, open);
      }
    }
  }

  private void shared(ObjectFact holder, boolean open) {
    boolean value = holder.getOtherId().isEmpty();
    String first = end.getFirst();
    String other = value ? first.substring(first.indexOf('/') + 1) : holder.getOtherId();
    tell(value ? FindingKind.DUPLICATE_VALUE : FindingKind.CARDINALITY, holder, other, open);
  }

  private void tell(FindingKind kind, ObjectFact of, String otherId, boolean open) {
    end.setSeq(end.getSeq() + 1);
    String id =
        Ids.derive(
            kind.name(),
            of.getObjectType(),
            of.getObjectId(),
            of.getSubject(),
            of.getOtherType(),
            otherId,
            // Two values of one property can be shared with the same object, one after the other.
            kind == FindingKind.DUPLICATE_VALUE ? of.getKey() : "");
    told.add(
        ObjectFinding.newBuilder()
            .setId(id)
            .setSeq(end.getSeq())
            .setKind(kind)
            .setOpen(open)
            .setObjectType(of.getObjectType())
            .setObjectId(of.getObjectId())
            .setSubject(of.getSubject())
            .setOtherType(of.getOtherType())
            .setOtherId(otherId)
            .setAt(at)
            .build());
  }

  /** Of a link also its type: an owner may be linked to the same object twice. */
  private static String key(ObjectFact fact) {
    return fact.getSubject() + "/" + fact.getObjectId();
  }
}
