// The blocking twins of TcpServer and TcpStream: whoever waits holds its thread.
#pragma once

#include "core/async/io/descriptor.hpp"
#include "core/async/io/io_error.hpp"
#include "core/base/call_site.hpp"

#include <optional>
#include <string>

namespace loopscope::async::blocking {

class TcpStream {
public:
    explicit TcpStream(detail::Descriptor socket, std::string about)
        : socket_(std::move(socket)), about_(std::move(about)) {}
    // Throws IoError, as all others here, and Stopped.
    static TcpStream connect(const std::string& host, int port, CallSite site = CallSite::here());

    // The next line, without its newline; nothing at the end.
    std::optional<std::string> read_line(CallSite site = CallSite::here());
    void write(const std::string& data, CallSite site = CallSite::here());
    void close() { socket_.close(); }

private:
    detail::Descriptor socket_;
    std::string about_;
    std::string buffer_;
};

class TcpServer {
public:
    // On 127.0.0.1; port 0 takes any that is free.
    static TcpServer listen(int port = 0);

    [[nodiscard]] int port() const { return port_; }
    TcpStream accept(CallSite site = CallSite::here());

private:
    TcpServer(detail::Descriptor socket, int port) : socket_(std::move(socket)), port_(port) {}
    detail::Descriptor socket_;
    int port_;
};

}  // namespace loopscope::async::blocking
