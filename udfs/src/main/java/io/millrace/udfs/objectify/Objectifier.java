package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.LinkSaid;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.ontology.instance.LinkShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what sources say of an object and tells what that changes. Each property is the greatest of
 * what its sources claim, in an order over what was said and not over when it came: so any order of
 * arrival, and repetition, ends with the same object. A last-writer-wins register for each source,
 * joined: Shapiro, Preguiça, Baquero, Zawirski, <i>Conflict-free Replicated Data Types</i>, 2011.
 */
public final class Objectifier {
  private final Model model;

  public Objectifier(Model model) {
    this.model = model;
  }

  /**
   * Takes what a source says.
   *
   * @param said as {@link SaidCheck} left it
   * @param end the last whole version of the row's data set, by the same mapping; null for none
   * @return the events, none where it changes nothing that can be seen
   */
  public List<ObjectEvent> say(ObjectMemory memory, ObjectSaid said, @Nullable VersionEnd end) {
    // A row's statement is noted on later, so it must be ours alone.
    Statement by =
        Statements.isRow(said.getBy()) ? Statement.newBuilder(said.getBy()).build() : said.getBy();
    boolean news = Statements.isRow(by) ? row(memory, said, by) : observed(memory, said, by);
    if (end != null) {
      news |= memory.end(end);
    }
    if (news) {
      memory.change();
    }
    return news ? Teller.tell(memory, model, Trigger.of(by)) : List.of();
  }

  /** Takes back what rows said that a whole version lacks. */
  public List<ObjectEvent> end(ObjectMemory memory, VersionEnd end) {
    return memory.end(end) ? Teller.tell(memory, model, Trigger.of(end)) : List.of();
  }

  /** Gives the object what the ontology adds to it now, where that is something else. */
  public List<ObjectEvent> follow(ObjectMemory memory, OntologyChange change) {
    if (!memory.there() || !memory.exists()) {
      return List.of();
    }
    List<ObjectEvent> events = Teller.complete(memory, model, Trigger.of(change));
    if (!events.isEmpty()) {
      memory.change();
    }
    return events;
  }

  private boolean observed(ObjectMemory memory, ObjectSaid said, Statement by) {
    TypeModel type = model.type(memory.type);
    boolean[] news = {!memory.observed};
    memory.observed = true;
    said.getProperties()
        .forEach(
            (name, value) -> {
              if (value != null) {
                news[0] |= memory.property(name).observe(by, value, type.policy(name));
              }
            });
    for (LinkSaid link : said.getLinks()) {
      LinkedTo to = link.getTo();
      if (to != null) {
        Policy policy = type.policy(link.getLinkType());
        news[0] |= register(memory, link.getLinkType(), to).observe(by, to, policy);
      }
    }
    return news[0];
  }

  private boolean row(ObjectMemory memory, ObjectSaid said, Statement by) {
    boolean last = memory.replaceRow(by);
    boolean news = last;
    if (last) {
      said.getProperties()
          .forEach(
              (name, value) -> {
                if (value != null) {
                  memory.property(name).put(by, value);
                }
              });
    }
    for (LinkSaid link : said.getLinks()) {
      LinkedTo to = link.getTo();
      if (to != null && !single(link.getLinkType())) {
        news |= register(memory, link.getLinkType(), to).putRow(by, to);
      } else if (to != null && last) {
        memory.link(link.getLinkType()).put(by, to);
      }
    }
    return news;
  }

  private Register register(ObjectMemory memory, String linkType, LinkedTo to) {
    return single(linkType)
        ? memory.link(linkType)
        : memory.sets.get(SetLinks.key(linkType, to.getOtherId()));
  }

  private boolean single(String linkType) {
    LinkShape shape = model.link(linkType);
    return shape == null || shape.type().single();
  }
}
