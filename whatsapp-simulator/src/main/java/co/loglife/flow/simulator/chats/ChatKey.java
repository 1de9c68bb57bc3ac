package co.loglife.flow.simulator.chats;

import co.loglife.flow.model.ClientType;

/**
 * Which chat: a person has one on each way to WhatsApp.
 *
 * @param number the person's digits; a group's or hidden person's id where there are none
 * @param via which way
 */
public record ChatKey(String number, ClientType via) {}
