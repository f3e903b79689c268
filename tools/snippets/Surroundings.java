// What snippets take for granted: names that a lesson has introduced in its text, or that are the reader's own. Each snippet is compiled
// inside a class that extends this one; whatever it declares itself hides what stands here.
import java.sql.Connection;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

abstract class Surroundings {
  Consumer<String, String> consumer;
  Producer<String, String> producer;
  Admin admin;

  abstract void handle(ConsumerRecord<String, String> record);

  abstract void report(String group, TopicPartition partition, long lag);

  // Offsets that are stored with the results.
  interface Offsets {
    long read(TopicPartition partition);
  }

  Offsets offsets;
  Connection connection;
  List<String> rows;
  long lastOffset;
  long expected;

  abstract void insertRows(Connection connection, List<String> rows);

  // A store that refuses writes of older owners.
  interface Database {
    void register(TopicPartition partition, int token);

    long nextOffset(TopicPartition partition);
  }

  Database database;
}
