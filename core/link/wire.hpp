// Frames: how what is said is written, in the byte order of the machine that both run on.
//
// A frame is its length (u32, of what follows), its type (u8) and its fields. Numbers have their size; a text
// is its length (u32) and its bytes.
#pragma once

#include "core/link/protocol.hpp"
#include "core/trace/control.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::link {

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

void pack(Packer& packer, const Hello& hello);
// Nothing when it is none. Of another major version only the versions are read.
std::optional<Hello> unpack_hello(Unpacker& unpacker);

struct Received {
    Frame type;
    std::string_view fields;  // valid until the next call of add()
};

// Puts what arrives in pieces together to frames.
class Inbox {
public:
    // A frame that is longer than `longest` is a mistake.
    explicit Inbox(std::size_t longest) : longest_(longest) {}

    void add(std::string_view bytes);
    // The next whole frame, if there is one.
    std::optional<Received> next();
    // A frame was announced that is too long to be one: nothing that follows makes sense.
    [[nodiscard]] bool broken() const { return broken_; }

private:
    const std::size_t longest_;
    std::string bytes_;
    std::size_t read_ = 0;
    bool broken_ = false;
};

}  // namespace loopscope::link
