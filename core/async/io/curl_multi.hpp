// libcurl's multi-socket interface behind one descriptor: an epoll set with the sockets of all transfers and
// libcurl's own timer. Whoever owns it waits for that descriptor, on a loop or by blocking, and then calls
// drive().
#pragma once

#include "core/async/io/descriptor.hpp"
#include "core/trace/event.hpp"

#include <cstddef>
#include <curl/curl.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace loopscope::async::detail {

struct Transfer {
    std::string url;
    std::string label;  // what its socket is for, in events
    bool new_connection = false;

    std::string body;
    long status = 0;
    long connects = 0;  // connections that were opened for it
    int socket = -1;    // the one it uses; -1: none yet
    bool done = false;
    CURLcode result = CURLE_OK;
    std::string error;  // libcurl's words, when it failed

    CURL* easy = nullptr;
    char error_buffer[CURL_ERROR_SIZE] = {};
};

class TransferListener {
public:
    virtual void on_watched(const Transfer* transfer, int socket, trace::Interest interest) = 0;
    virtual void on_unwatched(int socket) = 0;
    virtual void on_ready(int socket, trace::Interest interest) = 0;
    virtual void on_done(Transfer& transfer) = 0;

protected:
    ~TransferListener() = default;
};

class CurlMulti {
public:
    // At most so many connections at once; 0: no limit. Throws IoError without descriptors. The listener is
    // called inside start(), stop() and drive().
    CurlMulti(std::size_t connections, TransferListener& listener);
    ~CurlMulti();  // after every transfer has ended or was stopped
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

    // Readable when drive() has something to do.
    [[nodiscard]] int descriptor() const { return epoll_.get(); }

    // Begins at once; it may even be done on return. `transfer` stays where it is until it is done or
    // stopped.
    void start(Transfer& transfer);
    void stop(Transfer& transfer);
    void drive();

private:
    static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void*);
    static int on_timer(CURLM*, long milliseconds, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* transfer);
    void configure(Transfer& transfer) const;
    void release(Transfer& transfer);
    void act(int socket, int what);
    void collect_done();

    TransferListener& listener_;
    struct Cleanup {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    std::unique_ptr<CURLM, Cleanup> multi_;
    Descriptor epoll_;
    Descriptor timer_;            // a timerfd: libcurl's own timeouts are in real time
    bool due_ = false;            // ... but "at once" is at once
    std::map<int, int> watched_;  // socket: CURL_POLL_*
    std::vector<CURL*> idle_;     // handles to use again
};

}  // namespace loopscope::async::detail
