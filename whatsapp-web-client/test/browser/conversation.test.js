import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skip } from '../support/client-process.js';
import { until } from '../support/support.js';
import { ADA, aLinkedWorld, aWorld } from './world.js';

const VOICE = Buffer.from('a voice note').toString('base64');

test('the code is shown, scanned, and the client is ready', { skip }, async (t) => {
  const { client, standIn } = await aWorld(t);
  await client.start();
  await client.is('qr');
  const first = await (await client.get('/qr')).text();
  assert.match(first, /data:image\/png;base64,/);
  standIn.newQr();
  await until(async () => (await (await client.get('/qr')).text()) !== first, 'a fresh code');
  await standIn.scan();
  await client.is('ready');
  assert.equal((await client.get('/ready')).status, 200);
  assert.match(await (await client.get('/qr')).text(), /data-state="ready"/);
  assert.deepEqual(standIn.missing, []);
});

for (const [name, dialect] of /** @type {const} */ ([['before July 2026', '_serialized'], ['since July 2026', '$1']])) {
  test(`all that people do arrives, with message keys as pages have them ${name}`, { skip }, async (t) => {
    const { standIn, ingress, arrived } = await aLinkedWorld(t, { rules: { dialect } });
    standIn.meet({ lid: '77001122334455@lid', phone: '923007654321@c.us', chat: '77001122334455@lid' });
    standIn.meet({ lid: '88001122334455@lid', unknown: true });
    const text = standIn.receive({ from: ADA, body: 'hello', name: 'A person' });
    standIn.receive({ from: ADA, type: 'ptt', media: { mime_type: 'audio/ogg; codecs=opus', data: VOICE } });
    standIn.receive({ from: ADA, type: 'image', body: 'look', media: { mime_type: 'image/png', data: VOICE, filename: 'a.png' } });
    standIn.receive({ from: ADA, type: 'vcard', vcards: ['BEGIN:VCARD\nEND:VCARD'] });
    standIn.receive({ from: ADA, type: 'location', location: { latitude: 1.5, longitude: 2.5, name: 'Here', address: 'There 1' } });
    standIn.receive({ from: ADA, body: 'answering', quoted: text });
    standIn.edit(text, 'hello again');
    standIn.react(text, '👍', ADA);
    standIn.revoke(text);
    await arrived(9);
    standIn.receive({ from: '77001122334455@lid', body: 'known by a LID' });
    standIn.receive({ from: '88001122334455@lid', body: 'hidden' });
    await arrived(11);
    const [hello, voice, image, vcard, place, reply, edited, reaction, revoked] = ingress.messages;

    assert.deepEqual(hello, {
      sender: `${ADA}@c.us`, raw_msg: 'hello', msg_type: 'chat', client_type: 'whatsapp', message_id: text, timestamp: hello.timestamp,
      chat_id: `${ADA}@c.us`, sender_name: 'A person', session: 'web',
    });
    assert.ok(Math.abs(hello.timestamp - Date.now()) < 60_000);
    assert.deepEqual([voice.msg_type, voice.raw_msg, voice.media], ['ptt', VOICE, { mime_type: 'audio/ogg; codecs=opus', size: 12 }]);
    assert.deepEqual([image.raw_msg, image.media], ['look', { mime_type: 'image/png', filename: 'a.png', size: 12, data: VOICE }]);
    assert.deepEqual([vcard.msg_type, vcard.raw_msg], ['vcard', '["BEGIN:VCARD\\nEND:VCARD"]']);
    assert.deepEqual([place.raw_msg, place.location], ['', { latitude: 1.5, longitude: 2.5, name: 'Here', address: 'There 1' }]);
    assert.deepEqual([reply.raw_msg, reply.quoted_message_id], ['answering', text]);
    assert.deepEqual([edited.msg_type, edited.raw_msg, edited.edit], ['edit', 'hello again', { message_id: text }]);
    assert.deepEqual([reaction.msg_type, reaction.raw_msg, reaction.reaction], ['reaction', '👍', { message_id: text, emoji: '👍' }]);
    assert.deepEqual([revoked.msg_type, revoked.raw_msg, revoked.revoke], ['revoke', '', { message_id: text }]);
    const others = Object.fromEntries(ingress.messages.slice(9).map(({ raw_msg: said, sender, sender_lid: lid }) => [said, [sender, lid]]));
    assert.deepEqual(others, {
      'known by a LID': ['923007654321@c.us', '77001122334455@lid'],
      hidden: ['88001122334455@lid', undefined],
    });
    assert.equal(new Set(ingress.messages.map(({ message_id: id }) => id)).size, 11);
    assert.deepEqual(standIn.missing, []);
  });

  test(`messages go out and their acks come back, with message keys as pages have them ${name}`, { skip }, async (t) => {
    const { client, standIn, ingress } = await aLinkedWorld(t, { rules: { dialect, acks: [2, 3] } });
    standIn.meet({ phone: '15550009999@c.us', unknown: true });
    const quoted = standIn.receive({ from: ADA, body: 'a question' });
    const first = await client.send({ number: ADA, message: 'hello', id: 'o-1' });
    assert.deepEqual(first, {
      status: 200, body: { success: true, message: 'Message sent successfully', to: `${ADA}@c.us`, message_id: standIn.sent[0].message_id },
    });
    assert.deepEqual((await client.send({ number: ADA, message: 'hello', id: 'o-1' })).body, { ...first.body, duplicate: true });
    await client.send({ number: ADA, message: 'an answer', quoted_message_id: quoted, typing: true });
    await client.send({ number: ADA, message: 'look', media: { mime_type: 'image/png', data: VOICE, filename: 'a.png' } });
    await client.send({ number: ADA, message: 'done', attachments: { transcript_file: VOICE } });
    await client.send({ number: ADA, media: { mime_type: 'audio/ogg; codecs=opus', data: VOICE } });
    await client.send({ number: '77001122334455@lid', message: 'to a LID' });
    await client.send({ number: '120363000000000001@g.us', message: 'to a group' });
    assert.equal((await client.send({ number: '15550009999', message: 'nobody' })).status, 422);

    assert.deepEqual(standIn.sent.map(({ to, type, body, media, quoted_message_id: reply }) => [to, type, body, media?.filename, reply]), [
      [`${ADA}@c.us`, 'chat', 'hello', undefined, undefined],
      [`${ADA}@c.us`, 'chat', 'an answer', undefined, quoted.split('_')[2]],
      [`${ADA}@c.us`, 'image', 'look', 'a.png', undefined],
      [`${ADA}@c.us`, 'document', '', 'transcript.txt', undefined],
      [`${ADA}@c.us`, 'chat', 'done', undefined, undefined],
      [`${ADA}@c.us`, 'ptt', '', 'file.ogg', undefined],
      ['77001122334455@lid', 'chat', 'to a LID', undefined, undefined],
      ['120363000000000001@g.us', 'chat', 'to a group', undefined, undefined],
    ]);
    assert.deepEqual(standIn.sent.map(({ media }) => media?.data).filter(Boolean), [VOICE, VOICE, VOICE]);
    assert.deepEqual(standIn.typing, [`${ADA}@c.us`]);
    const acks = () => ingress.statuses.filter(({ id }) => id === 'o-1').map(({ ack }) => ack);
    await until(() => acks().length === 3, 'the acks of the first message');
    assert.deepEqual(acks(), [1, 2, 3]);
    assert.equal(ingress.statuses[0].recipient, `${ADA}@c.us`);
    assert.equal(ingress.statuses[0].message_id, first.body.message_id);
    assert.equal(ingress.messages.length, 1, 'nothing of ours comes back as a message');
    assert.deepEqual(standIn.missing, []);
  });
}

test('groups are left out, or let in with the participant as the sender', { skip }, async (t) => {
  const { standIn, ingress, arrived } = await aLinkedWorld(t, { env: { GROUPS: 'true' } });
  standIn.receive({ from: ADA, body: 'mine', fromMe: true });
  const id = standIn.receive({ from: ADA, body: 'in a group', group: '120363000000000001@g.us' });
  await arrived(1);
  const [{ sender, chat_id: chat, message_id: messageId, raw_msg: text }] = ingress.messages;
  assert.deepEqual([sender, chat, messageId, text], [`${ADA}@c.us`, '120363000000000001@g.us', id, 'in a group']);
});

test('a file over the limit, and one that WhatsApp lost, come without bytes and with the reason', { skip }, async (t) => {
  const { standIn, ingress, arrived } = await aLinkedWorld(t, { env: { MEDIA_MAX_MB: '1' } });
  standIn.receive({ from: ADA, type: 'video', body: 'large', media: { mime_type: 'video/mp4', data: Buffer.alloc(1024 * 1024 + 1).toString('base64') } });
  standIn.receive({ from: ADA, type: 'ptt', media: { mime_type: 'audio/ogg' } });
  await arrived(2);
  assert.deepEqual(ingress.messages.map(({ raw_msg: text, media }) => [text, media.omitted_reason, media.data]), [
    ['large', 'too_large', undefined],
    ['', 'unavailable', undefined],
  ]);
});

test('a message that WhatsApp refuses is said to have failed, and goes out on the second try', { skip }, async (t) => {
  const { client, standIn } = await aLinkedWorld(t, { rules: { refuse: 1 } });
  assert.equal((await client.send({ number: ADA, message: 'hello', id: 'o-1' })).status, 500);
  assert.equal((await client.fate('o-1')).state, 'failed');
  assert.equal((await client.send({ number: ADA, message: 'hello', id: 'o-1' })).status, 200);
  assert.equal((await client.send({ number: ADA, message: 'x', id: 'o-2', media: { mime_type: 'image/broken', data: VOICE } })).status, 500);
  assert.deepEqual(standIn.sent.map(({ body }) => body), ['hello']);
});

test('asked for at once, a hundred messages leave one after the other, in order', { skip }, async (t) => {
  const { client, standIn } = await aLinkedWorld(t);
  const texts = Array.from({ length: 100 }, (_, n) => `m${n}`);
  const answers = await Promise.all(texts.map((message, n) => client.send({ number: ADA, message, id: `o-${n}` })));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.deepEqual(standIn.sent.map(({ body }) => body), texts);
});
