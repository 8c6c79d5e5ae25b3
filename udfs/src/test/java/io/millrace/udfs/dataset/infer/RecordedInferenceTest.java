package io.millrace.udfs.dataset.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.testkit.RecordedData;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.read.Tables;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.objectify.mapping.ObjectMappingFit;
import io.millrace.udfs.ontology.OntologyReading;
import io.millrace.udfs.ontology.lint.Finding;
import io.millrace.udfs.ontology.read.OntologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is found in tables of others, against the keys that their makers documented: Northwind's SQL
 * schema, Chinook's, and the GTFS reference. What cannot be seen in the data counts as missed.
 */
class RecordedInferenceTest {
  private static List<NamedTable> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .filter(file -> TableFormat.ofFile(file.getFileName().toString()) == TableFormat.CSV)
          .map(
              file ->
                  new NamedTable(
                      file.getFileName().toString().replaceFirst("\\.[a-z]+$", ""),
                      () ->
                          Tables.open(
                              TableFormat.CSV, Files.newInputStream(file), TableOptions.DETECTED)))
          .toList();
    }
  }

  private static List<NamedTable> members(Path file) throws IOException {
    List<NamedTable> tables = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (String name : Tables.names(TableFormat.JSON, in)) {
        TableOptions options = TableOptions.DETECTED.withTable(name);
        tables.add(
            new NamedTable(
                name, () -> Tables.open(TableFormat.JSON, Files.newInputStream(file), options)));
      }
    }
    return tables;
  }

  private static Set<String> keys(TableProposal proposal) {
    Set<String> said = new TreeSet<>();
    proposal
        .primaryKeys()
        .forEach(k -> said.add(k.table() + "(" + String.join(",", k.columns()) + ")"));
    return said;
  }

  private static Set<String> references(TableProposal proposal) {
    Set<String> said = new TreeSet<>();
    proposal.foreignKeys().forEach(k -> said.add(k.table() + "." + k.column() + ">" + k.target()));
    return said;
  }

  /** What is proposed can be saved as it is, and the mappings fit the ontology. */
  private static void assertCanBeSaved(TableProposal proposal) throws DefinitionException {
    OntologyReading reading = OntologyReader.read(proposal.ontology(), 0);
    assertThat(reading.findings().stream().filter(Finding::isError)).isEmpty();
    assertThat(reading.ontology()).isNotNull();
    for (Map.Entry<String, String> mapping : proposal.mappings().entrySet()) {
      Definition definition =
          new Definition(
              "object-mapping",
              mapping.getKey(),
              1L,
              DefinitionState.ACTIVE,
              mapping.getValue(),
              Instant.EPOCH,
              null);
      assertThat(
              ObjectMappingFit.problems(
                  new ObjectMappingCompiler().compile(definition), reading.ontology()))
          .as(mapping.getKey())
          .isEmpty();
    }
  }

  @Test
  void northwind() throws Exception {
    Path folder = RecordedData.folder("northwind").resolve("examples/northwind/data/csv");
    TableProposal proposal = TableInference.propose("northwind", files(folder));
    assertThat(keys(proposal))
        .containsExactlyInAnyOrder(
            "categories(categoryID)",
            "customers(customerID)",
            "employee_territories(employeeID,territoryID)",
            "employees(employeeID)",
            "order_details(orderID,productID)",
            "orders(orderID)",
            "products(productID)",
            "regions(regionID)",
            "shippers(shipperID)",
            "suppliers(supplierID)",
            "territories(territoryID)");
    assertThat(references(proposal))
        .containsExactlyInAnyOrder(
            "employee_territories.employeeID>employees",
            "employee_territories.territoryID>territories",
            "employees.reportsTo>employees",
            "order_details.orderID>orders",
            "order_details.productID>products",
            "orders.customerID>customers",
            "orders.employeeID>employees",
            "orders.shipVia>shippers",
            "products.categoryID>categories",
            "products.supplierID>suppliers",
            "territories.regionID>regions");
    assertCanBeSaved(proposal);
    OntologyReading reading = OntologyReader.read(proposal.ontology(), 0);
    assertThat(reading.ontology().linkType("employee-territory").cardinality().toString())
        .isEqualToIgnoringCase("many_to_many");
    assertThat(reading.ontology().objectType("order").property("orderDate")).isNotNull();
    assertThat(proposal.mappings()).hasSize(11).containsKey("order-details");
  }

  @Test
  void chinook() throws Exception {
    Path file =
        RecordedData.folder("chinook").resolve("ChinookDatabase/DataSources/ChinookData.json");
    TableProposal proposal = TableInference.propose("chinook", members(file));
    assertThat(keys(proposal))
        .containsExactlyInAnyOrder(
            "Album(AlbumId)",
            "Artist(ArtistId)",
            "Customer(CustomerId)",
            "Employee(EmployeeId)",
            "Genre(GenreId)",
            "Invoice(InvoiceId)",
            "InvoiceLine(InvoiceLineId)",
            "MediaType(MediaTypeId)",
            "Playlist(PlaylistId)",
            "PlaylistTrack(PlaylistId,TrackId)",
            "Track(TrackId)");
    // Missed: Customer.SupportRepId>Employee, whose name and values say nothing of employees.
    assertThat(references(proposal))
        .containsExactlyInAnyOrder(
            "Album.ArtistId>Artist",
            "Employee.ReportsTo>Employee",
            "Invoice.CustomerId>Customer",
            "InvoiceLine.InvoiceId>Invoice",
            "InvoiceLine.TrackId>Track",
            "PlaylistTrack.PlaylistId>Playlist",
            "PlaylistTrack.TrackId>Track",
            "Track.AlbumId>Album",
            "Track.GenreId>Genre",
            "Track.MediaTypeId>MediaType");
    assertCanBeSaved(proposal);
  }

  @Test
  void gtfs() throws Exception {
    Path folder = RecordedData.folder("gtfs").resolve("gtfs/spec/en/examples/sample-feed-1");
    TableProposal proposal = TableInference.propose("gtfs", files(folder));
    assertThat(keys(proposal))
        .containsExactlyInAnyOrder(
            "agency(agency_id)",
            "calendar(service_id)",
            "calendar_dates(service_id,date)",
            "fare_attributes(fare_id)",
            "fare_rules(fare_id,route_id)",
            "frequencies(trip_id,start_time)",
            "routes(route_id)",
            "stop_times(trip_id,stop_sequence)",
            "stops(stop_id)",
            "trips(trip_id)");
    assertThat(references(proposal))
        .containsExactlyInAnyOrder(
            "calendar_dates.service_id>calendar",
            "fare_rules.fare_id>fare_attributes",
            "fare_rules.route_id>routes",
            "frequencies.trip_id>trips",
            "routes.agency_id>agency",
            "stop_times.stop_id>stops",
            "stop_times.trip_id>trips",
            "trips.route_id>routes",
            "trips.service_id>calendar");
    assertThat(proposal.notes()).anyMatch(note -> note.startsWith("shapes has no rows"));
    assertCanBeSaved(proposal);
  }
}
