package co.loglife.flow.router.turn;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.IncomingMessage;

/** The way a message to a user goes: the way their last message came. */
record Route(ClientType clientType, String line, Address address) {
    static Route of(IncomingMessage message) {
        return new Route(message.clientType(), message.line(), message.address());
    }

    Route to(Address other) {
        return new Route(clientType, line, other);
    }
}
