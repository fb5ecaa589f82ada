// A file descriptor that closes itself. None of them goes to a child process unless it is given to it.
#pragma once

#include <string>
#include <utility>

namespace loopscope::async::detail {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }

    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] int release() { return std::exchange(number_, -1); }
    void close();

private:
    int number_ = -1;
};

struct PipeEnds {
    Descriptor out;  // to read from
    Descriptor in;   // to write to
};
// Throws IoError.
PipeEnds make_pipe();

// A file in memory, at its beginning; with `most` bytes it is full. Throws IoError.
Descriptor make_memory_file(std::size_t most);
// One that holds `text`, at its beginning.
Descriptor make_memory_file_with(const std::string& text);
// What has been written to it so far.
std::string text_of(const Descriptor& memory_file);

}  // namespace loopscope::async::detail
