package io.millrace.udfs.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsAPlainReading() throws Exception {
    Proposal proposal =
        propose(
            10,
            "{'id':'m%d','ts':176721%04d000,'temperature_c':21.5,'humidity':40,'alarm':false,"
                + "'state':{'door open?':'yes'}}");
    JsonNode document = JSON.readTree(proposal.document());
    assertThat(document.path("objectId").asText()).isEqualTo("payload.id");
    assertThat(document.path("observedAt").asText()).isEqualTo("epochMillis(payload.ts)");
    assertField(proposal, "temperatureC", "payload.temperature_c", "double", "Cel");
    assertField(proposal, "humidity", "payload.humidity", "double", "%");
    assertField(proposal, "alarm", "payload.alarm", "boolean", null);
    assertField(
        proposal,
        "doorOpen",
        "lookup(lower(trim(pointer(payload, '/state/door open?'))), {'yes': true, 'no': false})",
        "boolean",
        null);
    assertThat(proposal.mapped()).isEqualTo(10);
    assertThat(field(proposal, "alarm").required()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "time | 1767268800 | epochSeconds(payload.time)",
        "time | 1767268800.25 | epochSeconds(payload.time)",
        "time | 1767268800000 | epochMillis(payload.time)",
        "time | 1767268800000000 | payload.time / 1000",
        "time | 1767268800000000000 | payload.time / 1000000",
        "time | '1767268800' | epochSeconds(parseNumber(payload.time))",
        "at | '2026-01-01T12:00:00Z' | payload.at",
        "at | '2026-01-01T12:00:00.123456789+01:00' | payload.at",
        "at | '2026-01-01T12:00:00+0100' | time(payload.at, \"yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]XX\")",
        "at | '2026-01-01 12:00:00' | time(payload.at, \"yyyy-MM-dd HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]\")",
        "at | 'Thu, 1 Jan 2026 12:00:00 GMT' | time(payload.at, \"EEE, d MMM yyyy HH:mm:ss [Z][z]\")",
        "at | 'Thu, 01 Jan 2026 12:00:00 +0000' | time(payload.at, \"EEE, d MMM yyyy HH:mm:ss [Z][z]\")",
        "at | '20260101T120000Z' | time(payload.at, \"yyyyMMdd'T'HHmmssX\")",
        "at | '13/01/2026 12:00' | time(payload.at, \"d/M/yyyy[ H:mm[:ss]]\")",
        "at | '01/13/2026 12:00' | time(payload.at, \"M/d/yyyy[ H:mm[:ss]]\")",
        "at | '2026-01-01' | time(payload.at, \"yyyy-MM-dd\")",
      })
  void readsTimesInManyNotations(String name, String value, String expression) throws Exception {
    Proposal proposal =
        Inference.propose(samples(List.of("{'v':1,'" + name + "':" + value + "}")), Wish.none());
    // One letter "at" is no telling name: the property stands in for the time of observation.
    String found =
        proposal.observedAt().isEmpty()
            ? field(proposal, "at").expression()
            : proposal.observedAt().get(0).expression();
    assertThat(found).isEqualTo(expression);
    assertThat(proposal.mapped()).isEqualTo(1);
  }

  @Test
  void confidenceIsTheLowerBoundOfWilsonsInterval() {
    assertThat(Confidence.of(1, 1)).isEqualTo(0.21);
    assertThat(Confidence.of(10, 10)).isEqualTo(0.72);
    assertThat(Confidence.of(100, 100)).isEqualTo(0.96);
    assertThat(Confidence.of(99, 100)).isEqualTo(0.95);
    assertThat(Confidence.of(0, 5)).isZero();
    assertThat(Confidence.of(0, 0)).isZero();
  }

  @Test
  void reportsWhatDisagreesAndLeavesItOut() throws Exception {
    Proposal proposal =
        infer("{'v':1,'w':1}", "{'v':2.5,'w':'a'}", "{'v':{'x':1},'w':true}", "{'v':4,'w':null}");
    ProposedField v = field(proposal, "v");
    assertThat(v.type()).isEqualTo("double");
    assertThat(v.agreeing()).isEqualTo(3);
    assertThat(v.present()).isEqualTo(4);
    assertThat(v.required()).isFalse();
    assertThat(v.confidence()).isEqualTo(Confidence.of(3, 4));
    assertThat(v.reasons()).anyMatch(reason -> reason.startsWith("1 of 4 values"));
    assertThat(document(proposal).at("/fields/v/onFailure").asText()).isEqualTo("skip");
    assertField(proposal, "w", "string(payload.w)", "string", null);
    assertThat(field(proposal, "w").present()).isEqualTo(3);
    assertThat(proposal.mapped()).isEqualTo(4);
  }

  @Test
  void whatAmbiguousDatesMeanIsAtMostHalfSure() throws Exception {
    ProposedField either = field(infer("{'seen_on':'01/02/2026'}"), "seenOn");
    assertThat(either.confidence()).isEqualTo(0.11);
    assertThat(either.reasons()).anyMatch(reason -> reason.startsWith("another notation"));
  }

  @Test
  void numbersAndBooleansInTextsAreReadAndCodesStayTexts() throws Exception {
    Proposal proposal =
        infer(
            "{'flow':'12.5','rate':'1,5','open':'ON','serial':'4711','zip':'01067','n':'007',"
                + "'big':'1e3','word':'12 V','lasts':'PT1M30S'}");
    assertField(proposal, "flow", "parseNumber(payload.flow)", "double", null);
    assertField(proposal, "rate", "parseNumber(payload.rate, ',')", "double", null);
    assertThat(field(proposal, "open").type()).isEqualTo("boolean");
    assertField(proposal, "big", "parseNumber(payload.big)", "long", null);
    assertField(proposal, "zip", "payload.zip", "string", null);
    assertField(proposal, "word", "payload.word", "string", null);
    assertField(proposal, "lasts", "payload.lasts", "duration", null);
    assertThat(document(proposal).path("objectId").asText()).isEqualTo("payload.serial");
  }

  @Test
  void fewTextsThatComeAgainAreAnEnum() throws Exception {
    String[] payloads = new String[12];
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = "{'mode':'%s','note':'n%d'}".formatted(i % 3 == 0 ? "idle" : "busy", i);
    }
    Proposal proposal = infer(payloads);
    assertThat(field(proposal, "mode").type()).isEqualTo("enum");
    assertThat(field(proposal, "mode").values()).containsExactly("busy", "idle");
    assertThat(field(proposal, "note").type()).isEqualTo("string");
    payloads[0] = "{'mode':'fault'}";
    assertThat(field(infer(payloads), "mode").type()).isEqualTo("string");
  }

  @Test
  void unitsStandBesideOrInTheName() throws Exception {
    Proposal proposal =
        infer(
            "{'water_depth':{'displayName':'Water depth','value':4232,'unit':'mm'},"
                + "'ec':{'value':100,'unit':'µS⋅cm⁻¹'},'odd':{'value':1,'unit':'wobbles'},"
                + "'temp_f':70.5,'temperature':21,'battery_mv':3300,'co2':524,'hum_pct':140,"
                + "'level':3,'level_unit':'m'}");
    assertField(proposal, "waterDepth", "payload.water_depth.value", "double", "mm");
    assertField(proposal, "ec", "payload.ec.value", "long", "uS.cm-1");
    assertThat(field(proposal, "tempF").unit()).isEqualTo("[degF]");
    assertThat(field(proposal, "temperature").unit()).isNull();
    assertThat(field(proposal, "batteryMv").unit()).isEqualTo("mV");
    assertThat(field(proposal, "co2").unit()).isEqualTo("[ppm]");
    assertThat(field(proposal, "humPct").unit()).as("140 is no percentage here").isNull();
    assertField(proposal, "level", "payload.level", "double", "m");
    assertThat(field(proposal, "odd").unit()).isNull();
    assertField(proposal, "unit", "payload.odd.unit", "string", null);
  }

  @Test
  void placesOnEarth() throws Exception {
    Proposal proposal =
        infer(
            "{'lat':51.5,'lon':7.5,'home':{'latitude':51,'longitude':7},"
                + "'area':{'type':'Point','coordinates':[7,51]},'location':[7.25,51.25]}");
    assertField(proposal, "location", "payload.location", "geo-point", null);
    assertField(proposal, "area", "payload.area", "geo-point", null);
    assertField(proposal, "home", "payload.home", "geo-point", null);
    assertThat(proposal.fields())
        .anyMatch(f -> f.expression().equals("{'lat': payload.lat, 'lon': payload.lon}"));
    assertThat(proposal.fields())
        .extracting(ProposedField::name)
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  @Test
  void theElementsOfAListBecomeObservations() throws Exception {
    Proposal proposal =
        infer(
            "{'gateway':'g1','readings':[{'sensor':'a','at':'2026-01-01T00:00:00Z','value':1.5},"
                + "{'sensor':'b','at':'2026-01-01T00:00:01Z','value':2}]}");
    JsonNode document = document(proposal);
    assertThat(document.path("forEach").asText()).isEqualTo("payload.readings");
    assertThat(document.path("objectId").asText()).isEqualTo("item.sensor");
    assertField(proposal, "value", "item.value", "double", null);
    assertField(proposal, "gateway", "payload.gateway", "string", null);
    assertThat(proposal.mapped()).isEqualTo(1);
  }

  @Test
  void namesCollideAreStrangeOrMissing() throws Exception {
    Proposal proposal =
        infer("{'a':{'t x':1,'in':2},'b':{'t x':3},'温度':4,'1st':5,'tX':6,'t_x':7,'':8}");
    assertThat(proposal.fields()).extracting(ProposedField::name).doesNotHaveDuplicates();
    assertThat(field(proposal, "aTX").expression()).isEqualTo("pointer(payload, '/a/t x')");
    assertThat(field(proposal, "in").expression()).isEqualTo("pointer(payload, '/a/in')");
    assertThat(field(proposal, "n1St").expression()).isEqualTo("pointer(payload, '/1st')");
    assertThat(proposal.mapped()).isEqualTo(1);
  }

  @Test
  void optionalIsWhatSomeLackAndOneSampleProvesNothing() throws Exception {
    Proposal proposal = infer("{'a':1,'b':1}", "{'a':1}", "{'a':1}", "{'a':1}");
    assertThat(field(proposal, "a").required()).isTrue();
    assertThat(field(proposal, "b").required()).isFalse();
    assertThat(field(infer("{'a':1}"), "a").required()).isFalse();
  }

  @Test
  void idsOfMessagesAreNotTheObjects() throws Exception {
    String[] payloads = new String[25];
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = "{'id':'%d','correlation_id':'c','v':1}".formatted(i);
    }
    assertThat(document(infer(payloads)).has("objectId")).isFalse();
    assertThat(infer("{'id':'device-1','v':1}").notes()).anyMatch(n -> n.endsWith("device itself"));
  }

  @Test
  void headersArePropertiesButForTechnicalOnes() throws Exception {
    Map<String, String> headers =
        Map.of("site", "north", "content-type", "text/plain", "ce_time", "2026-01-01T00:00:00Z");
    Proposal proposal =
        Inference.propose(List.of(new Sample("d", headers, 5L)), new Wish(null, "Plant/1", null));
    assertField(proposal, "site", "headers.site", "string", null);
    assertField(proposal, "value", "payload", "long", null);
    assertThat(proposal.fields()).hasSize(2);
    assertThat(document(proposal).path("observedAt").asText()).isEqualTo("headers.ce_time");
    assertThat(document(proposal).path("id").asText()).isEqualTo("plant-1");
    assertThat(document(proposal).at("/match/source").asText()).isEqualTo("Plant/1");
  }

  @Test
  void nothingIsProposedOfNothing() {
    for (String payload : List.of("{}", "null", "[]", "{'a':null}", "{'a':[{}]}")) {
      assertThatThrownBy(() -> infer(payload)).as(payload).isInstanceOf(InferenceException.class);
    }
  }

  private static JsonNode document(Proposal proposal) throws Exception {
    return JSON.readTree(proposal.document());
  }

  private static Proposal infer(String... payloads) throws Exception {
    return Inference.propose(samples(List.of(payloads)), Wish.none());
  }

  private static void assertField(
      Proposal proposal, String name, String expression, String type, String unit) {
    ProposedField field = field(proposal, name);
    assertThat(field.expression()).isEqualTo(expression);
    assertThat(field.type()).isEqualTo(type);
    assertThat(field.unit()).isEqualTo(unit);
  }

  static ProposedField field(Proposal proposal, String name) {
    return proposal.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + name + " in " + proposal.document()));
  }

  private static Proposal propose(int count, String template) throws Exception {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      payloads.add(template.formatted(i, i));
    }
    return Inference.propose(samples(payloads), Wish.none());
  }

  private static List<Sample> samples(List<String> payloads) {
    return payloads.stream().map(InferenceTest::sample).toList();
  }

  private static Sample sample(String payload) {
    return new Sample("device-1", Map.of(), Payloads.json(payload.replace('\'', '"')));
  }
}
