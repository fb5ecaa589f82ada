// TcpServer and TcpStream: connections, as asyncio's streams. An echo server is a loop of accept, and for
// each connection a task with a loop of read_line and write.
#pragma once

#include "core/async/io/byte_stream.hpp"

#include <memory>
#include <string>

namespace loopscope::async {

class TcpStream : public ByteStream {
public:
    using ByteStream::ByteStream;

    // `host`: an address such as "127.0.0.1", not a name (see resolve.hpp). `label` is what it is called in
    // what is recorded; as it is, host and port. Throws IoError ("connection refused (127.0.0.1:9)").
    static Task<TcpStream> connect(std::string host, int port, std::string label = {},
                                   CallSite site = CallSite::here());
    // Closes at once; the other side's next read or write fails with "connection reset by peer".
    void reset();
};

// Copies share one server, which closes with the last of them; it must not outlive its loop.
class TcpServer {
public:
    // Listens on 127.0.0.1; port 0 takes any that is free. Throws IoError ("address already in use").
    static TcpServer listen(int port = 0, std::string label = "server");

    [[nodiscard]] int port() const { return port_; }
    // The next connection; those that come meanwhile wait in the kernel. `label` is what the stream is
    // called; as it is, the server's with a number: "server 1". Throws IoError when the server is closed.
    Task<TcpStream> accept(std::string label = {}, CallSite site = CallSite::here());
    // Now. Connections that were accepted stay.
    void close();

private:
    TcpServer(std::shared_ptr<detail::StreamCore> core, int port)
        : owner_(std::make_shared<detail::StreamOwner>(std::move(core))), port_(port) {}
    std::shared_ptr<detail::StreamOwner> owner_;
    int port_;
};

}  // namespace loopscope::async
