package io.millrace.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.RecordedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of others with ontology and mappings of ours: every object and link is counted. */
class RecordedLoadTest {
  private static void assertWhole(Loaded loaded) {
    assertThat(loaded.result().refused()).isEmpty();
    assertThat(loaded.result().whole()).isTrue();
    assertThat(loaded.result().dangling()).isEmpty();
  }

  @Test
  void northwind() throws Exception {
    Path data = RecordedData.folder("northwind").resolve("examples/northwind/data/csv");
    Loaded loaded = Loaded.suite("northwind", data);
    assertWhole(loaded);
    assertThat(loaded.result().tables()).hasSize(11).allMatch(TableLoad::taken);
    assertThat(loaded.result().objects())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "category", 8L,
                "supplier", 29L,
                "customer", 91L,
                "shipper", 3L,
                "region", 4L,
                "territory", 53L,
                "employee", 9L,
                "product", 77L,
                "order", 830L,
                "order-line", 2_155L));
    assertThat(loaded.result().links())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "product-supplier", 77L,
                "product-category", 77L,
                "territory-region", 53L,
                "employee-territory", 49L,
                "reports-to", 8L,
                "customer-orders", 830L,
                "order-employee", 830L,
                "order-shipper", 830L,
                "line-order", 2_155L,
                "line-product", 2_155L));
    assertNorthwindFacts(loaded);
  }

  private static void assertNorthwindFacts(Loaded loaded) {
    assertThat(loaded.targets("customer-orders", "ALFKI"))
        .containsExactly("10643", "10692", "10702", "10835", "10952", "11011");
    assertThat(loaded.targets("customer-orders", "SAVEA")).hasSize(31);
    assertThat(loaded.sources("line-order", "10248"))
        .containsExactly("10248~11", "10248~42", "10248~72");
    assertThat(loaded.sources("reports-to", "2")).containsExactly("1", "3", "4", "5", "8");
    assertThat(loaded.targets("employee-territory", "1")).containsExactly("06897", "19713");
    assertThat(loaded.object("employee", "1"))
        .containsEntry("fullName", "Nancy Davolio")
        .containsEntry("hiredOn", "1992-05-01");
    assertThat(loaded.object("product", "2")).containsEntry("toReorder", true);
    assertThat(loaded.object("order-line", "10248~42")).containsEntry("amount", "98.00");
    assertThat(loaded.object("order", "10248")).containsEntry("orderedAt", "1996-07-04T00:00:00Z");
    // 21 orders had not been shipped yet.
    assertThat(
            loaded.all("order").stream().filter(order -> order.get("shippedAt") == null).toList())
        .hasSize(21);
  }

  @Test
  void chinook() throws Exception {
    Path data = RecordedData.folder("chinook").resolve("ChinookDatabase/DataSources");
    Loaded loaded = Loaded.suite("chinook", data);
    assertWhole(loaded);
    assertThat(loaded.result().tables()).hasSize(11).allMatch(TableLoad::taken);
    assertThat(loaded.result().objects())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "genre", 25L,
                "media-type", 5L,
                "artist", 275L,
                "playlist", 18L,
                "album", 347L,
                "track", 3_503L,
                "employee", 8L,
                "customer", 59L,
                "invoice", 412L,
                "invoice-line", 2_240L));
    assertThat(loaded.result().links())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "album-artist", 347L,
                "track-album", 3_503L,
                "track-genre", 3_503L,
                "track-media-type", 3_503L,
                "playlist-track", 8_715L,
                "reports-to", 7L,
                "customer-support", 59L,
                "invoice-customer", 412L,
                "line-invoice", 2_240L,
                "line-track", 2_240L));
    assertChinookFacts(loaded);
  }

  private static void assertChinookFacts(Loaded loaded) {
    assertThat(loaded.sources("track-album", "1"))
        .containsExactlyInAnyOrder("1", "6", "7", "8", "9", "10", "11", "12", "13", "14");
    assertThat(loaded.sources("album-artist", "90")).hasSize(21);
    assertThat(loaded.targets("playlist-track", "1")).hasSize(3_290);
    assertThat(loaded.targets("playlist-track", "18")).hasSize(1);
    assertThat(loaded.sources("invoice-customer", "2"))
        .containsExactlyInAnyOrder("1", "12", "67", "196", "219", "241", "293");
    assertThat(loaded.object("track", "1"))
        .containsEntry("name", "For Those About To Rock (We Salute You)")
        .containsEntry("duration", 343_719L)
        .containsEntry("unitPrice", "0.99");
    assertThat(loaded.object("customer", "1")).containsEntry("lastName", "Gonçalves");
    long cents =
        loaded.all("invoice").stream()
            .mapToLong(invoice -> Long.parseLong(invoice.get("total").toString().replace(".", "")))
            .sum();
    assertThat(cents).isEqualTo(232_860);
  }

  @Test
  void gtfs() throws Exception {
    Path data = RecordedData.folder("gtfs").resolve("gtfs/spec/en/examples/sample-feed-1");
    Loaded loaded = Loaded.suite("gtfs", data);
    assertWhole(loaded);
    assertThat(loaded.result().tables())
        .filteredOn(table -> !table.taken())
        .extracting(TableLoad::dataset)
        .containsExactly("shapes");
    assertThat(loaded.result().objects())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "agency", 1L,
                "stop", 9L,
                "route", 5L,
                "service", 2L,
                "trip", 11L,
                "fare", 2L,
                "frequency", 11L));
    assertThat(loaded.result().links())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "route-agency", 5L,
                "trip-route", 11L,
                "trip-service", 11L,
                "calls-at", 28L,
                "fare-route", 4L,
                "frequency-trip", 11L));
    assertThat(loaded.sources("calls-at", "BEATTY_AIRPORT"))
        .containsExactly("AAMV1", "AAMV2", "AAMV3", "AAMV4", "AB1", "AB2", "STBA");
    assertThat(loaded.targets("calls-at", "CITY1"))
        .containsExactly("DADAN", "EMSI", "NADAV", "NANAA", "STAGECOACH");
    assertThat(loaded.targets("fare-route", "p")).containsExactly("AB", "BFC", "STBA");
    assertThat(loaded.object("route", "AB")).containsEntry("kind", "bus");
    assertThat(loaded.object("service", "WE"))
        .containsEntry("days", List.of("saturday", "sunday"))
        .containsEntry("ends", "2010-12-31");
    assertThat(loaded.object("service", "FULLW")).containsEntry("excepted", List.of("2007-06-04"));
  }

  /** The 3,774 triples of Soda Hall, one of Brick's reference buildings. */
  @Test
  void brick(@TempDir Path folder) throws Exception {
    Path hall = RecordedData.folder("brick").resolve("examples/soda_brick.ttl");
    Files.writeString(folder.resolve("triples.csv"), Triples.csv(hall));
    Loaded loaded = Loaded.suite("brick", folder);
    assertThat(loaded.result().refused()).isEmpty();
    assertThat(loaded.result().tables()).extracting(TableLoad::rows).containsExactly(3_774L);
    assertThat(loaded.result().objects()).isEqualTo(Map.of("thing", 1_697L));
    assertThat(loaded.result().links())
        .isEqualTo(Map.of("feeds", 484L, "part", 493L, "point", 926L, "location", 25L));
    // Five fans stand in an 'ahu' of which nothing else is said.
    assertThat(loaded.result().dangling()).isEqualTo(Map.of("location", 5L));
    assertThat(loaded.sources("location", "ahu"))
        .containsExactly(
            "exhaust_fan_E12",
            "exhaust_fan_E13",
            "exhaust_fan_E15",
            "exhaust_fan_E17",
            "exhaust_fan_E19");
    assertThat(loaded.targets("feeds", "ahu_A1")).hasSize(98).contains("vav_C180");
    assertThat(loaded.targets("point", "vav_C180"))
        .containsExactly(
            "flow_sensor_hvac_zone_C180",
            "temp_sensor_hvac_zone_C180",
            "temp_setpoint_hvac_zone_C180");
    assertThat(loaded.object("thing", "building_1")).containsEntry("label", "Soda Hall");
    assertThat(
            loaded.all("thing").stream().filter(t -> "Room".equals(t.get("brickClass"))).toList())
        .hasSize(243);
  }
}
