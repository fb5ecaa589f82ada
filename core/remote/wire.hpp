// What a run in a process of its own says to the one that shows it, and the other way round: frames over a
// stream socket, in the byte order of the machine that both run on.
//
// A frame is its length (u32, of what follows), its type (u8) and its fields. Numbers have their size; a text
// is its length (u32) and its bytes.
#pragma once

#include "core/trace/control.hpp"
#include "core/trace/tables.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::remote {

// The descriptor on which a program finds its socket.
inline constexpr int kSocket = 3;

enum class Frame : std::uint8_t {
    // From the run.
    String,  // text: the next entry of Tables, which has no empty ones
    Site,    // file, function, line (u32): likewise
    Events,  // as they are, 32 bytes each; whatever they refer to has been sent before
    Answer,  // to each Command, behind all events that were there when it came: id (u32), loop time (i64),
             // wall
             // time (i64), held (u8)
    End,     // the last one: loop time (i64), wall time (i64)
    // To the run.
    Command,  // id (u32), then a Control as `pack` writes it, or nothing: the answer is all that is wanted
    Drained,  // how many events have been taken in all (u64): so many may be sent again
};

// So many events are on their way at most; then the program waits, as it does for a full ring.
inline constexpr std::uint64_t kMostAhead = 1U << 16;
// A longer frame is a mistake. The text that a program prints in one go may be long.
inline constexpr std::uint32_t kLongestFrame = 64U << 20;

class Packer {
public:
    explicit Packer(Frame type);
    template <class Number>
    void number(Number value) {
        append(&value, sizeof value);
    }
    void text(std::string_view value);
    void append(const void* bytes, std::size_t count);
    // The frame; the packer is empty afterwards.
    std::string take();

private:
    std::string bytes_;
};

// Reads the fields of one frame. What is not there reads as 0 or "" and makes it not good().
class Unpacker {
public:
    explicit Unpacker(std::string_view fields) : rest_(fields) {}
    template <class Number>
    Number number() {
        Number value{};
        take(&value, sizeof value);
        return value;
    }
    std::string text();
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    void take(void* into, std::size_t count);

    std::string_view rest_;
    bool good_ = true;
};

void pack(Packer& packer, const trace::Control& control);
// Nothing when it is none.
std::optional<trace::Control> unpack_control(Unpacker& unpacker);

struct Received {
    Frame type;
    std::string_view fields;  // valid until the next call of add()
};

// Puts what arrives in pieces together to frames.
class Inbox {
public:
    void add(std::string_view bytes);
    // The next whole frame, if there is one.
    std::optional<Received> next();
    // A frame was announced that is too long to be one: nothing that follows makes sense.
    [[nodiscard]] bool broken() const { return broken_; }

private:
    std::string bytes_;
    std::size_t read_ = 0;
    bool broken_ = false;
};

}  // namespace loopscope::remote
