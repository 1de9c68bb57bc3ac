// Follows LogLife Flow's topics and prints one line of JSON for each record. What the fields mean: docs/asyncapi.yaml.
import { Kafka, logLevel } from 'kafkajs';

const { KAFKA_BOOTSTRAP_SERVERS = 'localhost:9092', TOPIC_PREFIX = 'whatsapp.', GROUP = 'node-example' } = process.env;
const kafka = new Kafka({ clientId: GROUP, brokers: KAFKA_BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.ERROR });
// Replies are written in transactions: kafkajs shows only those that were committed, which is its default.
const consumer = kafka.consumer({ groupId: TOPIC_PREFIX + GROUP, allowAutoTopicCreation: false });

const readers = {
  incoming: (message) => ({ id: message.id, kind: message.content.type, said: message.raw_msg }),
  outgoing: (message) => ({ id: message.id, answers: message.in_reply_to, kind: message.message.type }),
  deliveries: (event) => ({ id: event.outgoing_id, state: event.state, attempt: event.attempt, error: event.error?.class }),
};

await consumer.connect();
await consumer.subscribe({ topics: Object.keys(readers).map((name) => TOPIC_PREFIX + name), fromBeginning: true });
await consumer.run({
  // One user's records are in one partition, so they come in order; a repeat after a crash has the same id.
  eachMessage: async ({ topic, partition, message }) => {
    const name = topic.slice(TOPIC_PREFIX.length);
    const trace = message.headers.traceparent?.toString().split('-')[1];
    try {
      const record = JSON.parse(message.value.toString()); // fields that are new to you are to be passed over
      console.log(JSON.stringify({ topic: name, offset: message.offset, trace, ...readers[name](record) }));
    } catch (error) { // what cannot be read must not stop what comes after it
      console.error(`passed over ${topic} ${partition}:${message.offset}: ${error.name}`);
    }
  },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => consumer.disconnect());
