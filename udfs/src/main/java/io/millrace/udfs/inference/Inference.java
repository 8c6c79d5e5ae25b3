package io.millrace.udfs.inference;

import io.millrace.udfs.definition.DocumentReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a mapping from samples: names, types, units, the time of observation, the object's id,
 * and the list whose elements are observations of their own. What it proposes compiles, and was
 * tried on the samples.
 */
public final class Inference {
  /** Below, a candidate is shown but not taken. */
  private static final double TAKEN = 0.5;

  /** Samples of one device from which on an id that never comes again is a message's. */
  private static final int MANY = 20;

  /** In NGSI and NGSI-LD. */
  private static final Place ENTITY_TYPE = Place.root("payload").child("type");

  private static final Set<String> VAGUE = Set.of("id", "uuid", "name");

  private static final Set<String> TECHNICAL =
      Set.of(
          "source",
          "content-type",
          "content-encoding",
          "trace-id",
          "traceparent",
          "tracestate",
          "mqtt-topic");

  private final List<Sample> samples;
  private final Wish wish;
  private final List<String> notes = new ArrayList<>();
  private final Survey payloads = new Survey();
  private final Survey headers = new Survey();

  private Inference(List<Sample> samples, Wish wish) {
    this.samples = samples;
    this.wish = wish;
    for (Sample sample : samples) {
      payloads.add("payload", sample.payload());
      headers.add("headers", own(sample.headers()));
    }
  }

  /**
   * A mapping for messages such as these.
   *
   * @throws InferenceException where no sample has a value
   */
  public static Proposal propose(List<Sample> samples, Wish wish) throws InferenceException {
    return new Inference(samples, wish).propose();
  }

  private static Map<String, String> own(Map<String, String> headers) {
    Map<String, String> own = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          boolean event = name.startsWith("ce_") && !name.matches("ce_(time|subject)");
          if (!TECHNICAL.contains(name) && !event && !name.startsWith("millrace-")) {
            own.put(name, value);
          }
        });
    return own;
  }

  private Proposal propose() throws InferenceException {
    List<Map.Entry<Place, Survey>> lists = Elements.of(payloads);
    Map.Entry<Place, Survey> main = Elements.main(payloads, lists);
    Survey subject = main == null ? payloads : main.getValue();
    List<Ranked> ids = candidates(Identities.of(subject), main, Identities.of(payloads));
    ids.addAll(Identities.of(headers));
    ids.removeIf(this::namesTheMessage);
    List<Ranked> times =
        candidates(ObservationTimes.of(subject), main, ObservationTimes.of(payloads));
    times.addAll(ObservationTimes.of(headers));
    Ranked id = ids.isEmpty() || ids.get(0).weight() < TAKEN ? null : ids.get(0);
    Plan plan = plan(main, id, times.isEmpty() ? null : times.get(0));
    return new Trial(samples, notes).proposal(plan, texts(ids), texts(times));
  }

  private Plan plan(
      Map.@Nullable Entry<Place, Survey> main, @Nullable Ranked id, @Nullable Ranked time)
      throws InferenceException {
    Survey subject = main == null ? payloads : main.getValue();
    Set<Place> taken = new HashSet<>();
    if (id != null) {
      taken.add(id.place());
    }
    if (time != null) {
      taken.add(time.place());
    }
    if (entityType(subject) != null) {
      taken.add(ENTITY_TYPE);
    }
    List<ProposedField> fields = fields(main, taken);
    if (fields.isEmpty()) {
      throw new InferenceException("No sample has a value that a property could be made of");
    }
    return new Plan(
        id(),
        wish.source(),
        objectType(subject),
        main == null ? null : main.getKey().expression(),
        id == null || isDevice(id) ? null : id.candidate().expression(),
        time == null ? null : time.candidate().expression(),
        fields);
  }

  private List<ProposedField> fields(Map.@Nullable Entry<Place, Survey> main, Set<Place> taken) {
    Survey subject = main == null ? payloads : main.getValue();
    List<Fields.Draft> drafts = new ArrayList<>(new Fields(subject, taken, notes).drafts());
    if (main != null) {
      Set<Place> beside = new HashSet<>(taken);
      beside.add(main.getKey());
      drafts.addAll(new Fields(payloads, beside, notes).drafts());
    }
    drafts.addAll(new Fields(headers, taken, notes).drafts());
    if (payloads.cut() || subject.cut()) {
      notes.add("More than " + Survey.MOST_PLACES + " places: the others are left out");
    }
    Map<Place, String> names =
        PropertyNames.of(drafts.stream().map(Fields.Draft::place).toList(), Labels.senml(subject));
    return drafts.stream()
        .map(d -> DraftField.of(names.getOrDefault(d.place(), "value"), d))
        .toList();
  }

  /** Those of the elements first, then those of the message around them. */
  private static List<Ranked> candidates(
      List<Ranked> subject, Map.@Nullable Entry<Place, Survey> main, List<Ranked> around) {
    List<Ranked> all = new ArrayList<>(subject);
    if (main != null) {
      around.stream().filter(r -> !r.place().within(main.getKey())).forEach(all::add);
    }
    return all;
  }

  /** Of a name that says no more, and another one in each message of the same device. */
  private boolean namesTheMessage(Ranked id) {
    boolean vague = VAGUE.contains(Tokens.joined(id.place().name()));
    long devices = samples.stream().map(Sample::deviceId).distinct().count();
    PlaceValues values = payloads.at(id.place());
    boolean many = vague && devices == 1 && samples.size() >= MANY;
    return many && values != null && values.counts().size() == samples.size();
  }

  private boolean isDevice(Ranked id) {
    PlaceValues values = payloads.at(id.place());
    for (int i = 0; i < samples.size(); i++) {
      if (values == null || !values.values().get(i).equals(samples.get(i).deviceId())) {
        return false;
      }
    }
    notes.add(id.place().expression() + " is the id of the device itself");
    return true;
  }

  private static List<Candidate> texts(List<Ranked> ranked) {
    return ranked.stream().map(Ranked::candidate).toList();
  }

  private String id() {
    String id = wish.id() != null ? wish.id() : wish.source();
    return id == null ? "proposed" : kebab(id, "proposed");
  }

  /** As wished; else what NGSI has as the type of an entity; else the source. */
  private String objectType(Survey subject) {
    String wished = wish.objectType();
    String entity = entityType(subject);
    String from = wished != null ? wished : entity != null ? entity : wish.source();
    return from == null ? "object" : kebab(from, "object");
  }

  /** The one type that all entities have, or null. */
  private static @Nullable String entityType(Survey subject) {
    return subject.at(Place.root("payload").child("id")) == null
        ? null
        : subject.constant(ENTITY_TYPE);
  }

  private static String kebab(String text, String otherwise) {
    String kebab = String.join("-", Tokens.of(text)).toLowerCase(Locale.ROOT).replace("%", "");
    String id = kebab.replaceFirst("^[^a-z]+", "");
    String cut = id.length() <= 100 ? id : id.substring(0, 100);
    return DocumentReader.ID.matcher(cut).matches() ? cut : otherwise;
  }
}
