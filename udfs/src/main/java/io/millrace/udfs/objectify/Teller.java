package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.Statement;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.instance.LinkShape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells by events how an object as it is claimed differs from how it was told; nothing, where it
 * does not. An object that is not there has no links, and of its properties nothing is told: what
 * is claimed meanwhile is told when it is there again.
 */
final class Teller {
  private final ObjectMemory memory;
  private final Model model;
  private final Trigger trigger;
  private final EventWriter events;

  private Teller(ObjectMemory memory, Model model, Trigger trigger) {
    this.memory = memory;
    this.model = model;
    this.trigger = trigger;
    this.events = new EventWriter(memory, trigger);
  }

  static List<ObjectEvent> tell(ObjectMemory memory, Model model, Trigger trigger) {
    Teller teller = new Teller(memory, model, trigger);
    if (memory.exists()) {
      teller.present();
    } else if (memory.there()) {
      teller.gone();
    }
    return teller.events.events();
  }

  /** Tells an object that is there anew, though nothing was said of it. */
  static List<ObjectEvent> complete(ObjectMemory memory, Model model, Trigger trigger) {
    EventWriter events = new EventWriter(memory, trigger);
    new PropertyTeller(memory, model.type(memory.type), trigger, events).complete();
    return events.events();
  }

  private void present() {
    boolean appears = !memory.there();
    new PropertyTeller(memory, model.type(memory.type), trigger, events).tell(appears);
    memory.links.forEach((type, register) -> link(type, type, register));
    boolean all = appears || memory.weighsAnew();
    Map<String, Register> sets = all ? memory.sets.all() : memory.sets.touched();
    sets.forEach((key, register) -> link(SetLinks.linkType(key), key, register));
  }

  private void gone() {
    memory.links.forEach((type, register) -> unlink(type, register, trigger.cause()));
    memory
        .sets
        .all()
        .forEach((key, register) -> unlink(SetLinks.linkType(key), register, trigger.cause()));
    events.tell(ObjectEventKind.DELETED, trigger.cause(), List.of());
  }

  private void link(String linkType, String name, Register register) {
    Policy policy = model.type(memory.type).policy(linkType);
    Claim winner = register.winner(policy, memory.lost());
    LinkedTo told = (LinkedTo) register.told();
    LinkedTo now = winner == null ? null : (LinkedTo) winner.value();
    if (Objects.equals(told, now)) {
      return;
    }
    Statement by = winner == null ? null : winner.by();
    EventCause cause = by == null || by == trigger.by() ? trigger.cause() : Statements.cause(by);
    if (told != null && (now == null || !told.getOtherId().equals(now.getOtherId()))) {
      unlink(linkType, register, cause);
    }
    LinkType type = type(linkType);
    if (now != null && type != null) {
      register.told(now, false, events.next());
      events.tell(ObjectEventKind.LINKED, cause, type, now);
    }
  }

  private void unlink(String linkType, Register register, EventCause cause) {
    LinkedTo told = (LinkedTo) register.told();
    LinkType type = type(linkType);
    if (told != null) {
      register.told(null, false, events.next());
      if (type != null) {
        events.tell(ObjectEventKind.UNLINKED, cause, type, told);
      }
    }
  }

  /** Null where the ontology lacks it by now: then nobody asks for its links either. */
  private @Nullable LinkType type(String linkType) {
    LinkShape shape = model.link(linkType);
    return shape == null ? null : shape.type();
  }
}
